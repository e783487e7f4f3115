"""What travels: requests checked at the door, and answers as JSON."""
