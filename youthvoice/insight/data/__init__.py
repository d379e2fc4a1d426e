"""Open data: every data set is a typed row and one query; answers, sheets, pages and their description all come from these."""
