"""The redirect worksheet: a sheet of old and new addresses, read, checked and written again.

`csv_reading` and `sheet` take a file apart, `checking.check_sheet` finds what is wrong and how
much is covered, `csv_writing` and `xlsx_writing` give the sheet back with what was found.
"""
