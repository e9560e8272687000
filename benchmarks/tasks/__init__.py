"""The accuracy tasks: one small module each, behind `base.Task`. `ALL` is the order of the table."""
