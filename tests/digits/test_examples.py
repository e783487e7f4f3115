"""The examples: one of every way of writing, always the same, drawn as a pen would."""

import numpy as np

from app.digits.examples import EXAMPLES, as_dataset, written
from app.digits.framing import frame
from app.digits.handwriting import STYLES


def test_there_is_one_of_every_style_about_forty_in_all() -> None:
    assert [(e.label, e.style) for e in EXAMPLES] == [(d, s) for d, styles in STYLES.items() for s in styles]
    assert 35 <= len(EXAMPLES) <= 45


def test_they_are_the_same_each_time() -> None:
    assert written() == EXAMPLES


def test_a_pen_starts_and_ends_slowly() -> None:
    (line,) = next(e.strokes for e in EXAMPLES if (e.label, e.style) == (1, "plain"))
    steps = np.hypot(*np.diff(np.array(line), axis=0).T)
    assert steps[0] < 0.6 * steps.max() and steps[-1] < 0.6 * steps.max()


def test_as_a_data_set_they_are_framed_and_labelled() -> None:
    dataset = as_dataset()
    assert dataset.name == "examples"
    assert len(dataset.train) == len(EXAMPLES)
    np.testing.assert_allclose(dataset.test.images[5] / 255, frame(EXAMPLES[5].strokes).image, atol=1 / 255)
    assert dataset.train.labels[5] == EXAMPLES[5].label
