"""Framing: MNIST's box, centre and line, whatever the size of the drawing, and nothing undefined."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.digits.framing import BOX, CENTRE, LINE_WIDTH, Drawings, frame, frame_all
from app.errors import InvalidInput

SEVEN = [[(0.0, 0.0), (60.0, 0.0), (20.0, 100.0)], [(15.0, 50.0), (55.0, 50.0)]]

coordinates = st.floats(0, 100, allow_nan=False).map(lambda value: round(value, 3))
drawings = st.lists(st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=12), min_size=1, max_size=4)
any_number = st.floats(allow_nan=False, allow_infinity=False)
wild_drawings = st.lists(st.lists(st.tuples(any_number, any_number), max_size=6), max_size=4)


def moved(strokes: list, factor: float = 1.0, x: float = 0.0, y: float = 0.0) -> list:
    return [[(px * factor + x, py * factor + y) for px, py in stroke] for stroke in strokes]


def picture(strokes: list) -> np.ndarray:
    return frame(strokes).image.reshape(28, 28)


def test_the_ink_fills_twenty_pixels_and_its_centre_of_mass_is_in_the_middle_of_pixel_14() -> None:
    image = picture(SEVEN)
    inked_rows = np.flatnonzero(image.max(axis=1) > 0.02)
    assert 20 <= inked_rows[-1] - inked_rows[0] + 1 <= 21
    middles = np.arange(28) + 0.5
    assert image.sum(axis=0) @ middles / image.sum() == pytest.approx(CENTRE, abs=0.03)
    assert image.sum(axis=1) @ middles / image.sum() == pytest.approx(CENTRE, abs=0.03)


def test_a_line_is_as_wide_as_said_and_solid_with_an_edge_of_one_pixel() -> None:
    row = picture([[(5.0, 0.0), (5.0, 100.0)]])[14]
    assert row.sum() == pytest.approx(LINE_WIDTH, abs=0.02)
    assert row[13:16].tolist() == pytest.approx([0.85, 1.0, 0.85], abs=0.02)  # 1.35 + 0.5 − 1


def test_discs_stand_close_enough_to_look_like_a_line() -> None:
    image = picture([[(0.0, 0.0), (0.0, 1.0)]])
    rows = image[8:21].sum(axis=1)
    assert np.ptp(rows) < 0.03


def test_a_wider_line_still_fits_the_box() -> None:
    image = frame(SEVEN, line_width=4.5).image.reshape(28, 28)
    assert 20 <= np.count_nonzero(image.max(axis=1) > 0.02) <= 21


def test_the_facts_tell_where_a_point_of_the_drawing_went() -> None:
    framing = frame([[(10.0, 100.0), (10.0, 186.0)]])
    assert framing.scale == pytest.approx((BOX - LINE_WIDTH) / 86)
    assert 100 * framing.scale + framing.offset[1] == pytest.approx(framing.box[1] + LINE_WIDTH / 2)
    assert framing.box == pytest.approx((4.5, 4.5, 24.5, 24.5))
    assert framing.centre == pytest.approx((CENTRE, CENTRE))


@given(drawings, st.floats(0.5, 1000), st.floats(-1000, 1000), st.floats(-1000, 1000))
def test_size_and_place_of_a_drawing_change_nothing(strokes: list, factor: float, x: float, y: float) -> None:
    points = np.concatenate([np.array(stroke) for stroke in strokes])
    if np.ptp(points, axis=0).max() < 1:
        return  # nearly a dot: its size is kept, see below
    there = frame(moved(strokes, factor, x, y)).image
    assert np.abs(frame(strokes).image - there).max() < 2e-3


@given(wild_drawings)
def test_any_finite_drawing_gives_a_picture_without_a_warning(strokes: list) -> None:
    with warnings.catch_warnings(), np.errstate(all="raise", under="ignore"):
        warnings.simplefilter("error")
        framing = frame(strokes)
    assert framing.image.shape == (784,) and framing.image.dtype == np.float32
    assert framing.image.min() >= 0 and framing.image.max() <= 1
    assert np.isfinite([framing.scale, *framing.offset, *framing.box, *framing.centre]).all()
    assert framing.empty == (not any(strokes)) == (not framing.image.any())


@pytest.mark.parametrize(
    "strokes",
    [
        [[(3.0, 4.0)]],
        [[(3.0, 4.0)] * 50],
        [[(1e308, -1e308)]],
        [[(5.0, 5.0)], [(5.001, 5.0)]],
        [[(0.5, 0.5), (0.501, 0.502), (0.5, 0.501)]],
    ],
)
def test_a_dot_stays_a_dot(strokes: list) -> None:
    image = picture(strokes)
    assert np.count_nonzero(image) <= 20
    assert image[14, 14] > 0.9


def test_the_corners_of_all_numbers_are_drawn() -> None:
    line = picture([[(-1.7e308, -1.7e308), (1.7e308, 1.7e308)]])
    assert np.abs(line - picture([[(0.0, 0.0), (1.0, 1.0)]])).max() < 1e-3


def test_lopsided_ink_stays_in_the_picture() -> None:
    heavy = [[(x, 100.0 + y) for y in range(0, 12, 2) for x in (0.0, 12.0)], [(6.0, 0.0), (6.0, 100.0)]]
    framing = frame(heavy)
    assert framing.box[1] >= 0 and framing.box[3] <= 28
    assert np.ptp(np.flatnonzero(framing.image.reshape(28, 28).max(axis=1) > 0.02)) >= 19


@pytest.mark.parametrize("strokes", [[], [[]], [[], []]])
def test_nothing_drawn_is_an_empty_picture(strokes: list) -> None:
    framing = frame(strokes)
    assert framing.empty and not framing.image.any()


def test_duplicate_points_and_empty_strokes_change_nothing() -> None:
    doubled = [[point for point in stroke for _ in range(2)] for stroke in SEVEN]
    np.testing.assert_array_equal(frame([[], *doubled]).image, frame(SEVEN).image)


def test_a_scribble_that_covers_the_box_fills_it() -> None:
    scribble = [[(x, y) for x in np.linspace(0, 1, 1000) for y in (0.0, 1.0)]]
    assert picture(scribble)[6:23, 6:23].min() == 1.0


def test_many_drawings_at_once_are_framed_as_each_alone() -> None:
    strokes = [np.array(stroke) for stroke in SEVEN]
    both = Drawings(
        np.concatenate([*strokes, strokes[0]]), np.array([0, 0, 0, 1, 1, 2, 2, 2]), np.repeat([0, 1], [5, 3])
    )
    framed = frame_all(both, np.array([LINE_WIDTH, 2.0]))
    np.testing.assert_allclose(framed.images[0].ravel(), frame(SEVEN).image, atol=1e-5)
    np.testing.assert_allclose(framed.images[1].ravel(), frame(SEVEN[:1], line_width=2.0).image, atol=1e-5)


@pytest.mark.parametrize(
    ("strokes", "field", "message"),
    [
        ("seven", "strokes", "str"),
        ({}, "strokes", "dict"),
        (7, "strokes", "int"),
        ([7], "strokes.0", "int"),
        ([[(0, 0)], "12"], "strokes.1", "str"),
        ([[(0, 0), (1, 2, 3)]], "strokes.0", "pairs"),
        ([[1, 2]], "strokes.0", "pairs"),
        ([[("0", "1")]], "strokes.0", "pairs"),
        ([[(True, False)]], "strokes.0", "pairs"),
        ([[(10**400, 0)]], "strokes.0", "pairs"),
        ([[(0, 0)], [(0, 0), (float("nan"), 1)]], "strokes.1.1", "finite"),
        ([[(0, float("inf"))]], "strokes.0.0", "finite"),
        ([[(0, 0)]] * 65, "strokes", "65 strokes"),
        ([[(0, 0)] * 1001] * 2, "strokes", "2000"),
        ([[(0, 0)] * 2001], "strokes.0", "2001 points"),
    ],
)
def test_what_is_not_a_drawing_is_refused_by_name(strokes: object, field: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as refused:
        frame(strokes)  # type: ignore[arg-type]
    assert refused.value.field == field
