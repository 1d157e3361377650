"""How the answer is found: build, climb goal by goal, explain what cannot be."""
