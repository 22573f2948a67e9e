"""What mtdetect costs, measured on whole commands as a user runs them; the reader by `bench.deep` alone."""

import os

os.environ.setdefault("MTDETECT_DEEP", "never")  # else figures would depend on whether the extra is installed
