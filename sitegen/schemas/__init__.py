"""What editors of text and forms are told of the records, all from the models."""
