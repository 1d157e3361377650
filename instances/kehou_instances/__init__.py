"""Problems to solve: readers of real data and makers of synthetic schools."""
