"""From rows to pages: a Markdown table and a self-contained HTML page with plots."""
