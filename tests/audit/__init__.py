"""The trail: what it promises, tried against everybody who would break it."""
