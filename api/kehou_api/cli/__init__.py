"""The `kehou` command: parse, call one public function, print, answer by exit code."""
