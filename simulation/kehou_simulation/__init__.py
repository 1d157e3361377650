"""What-if for a bureau: many schools, changed in some way, solved and compared."""
