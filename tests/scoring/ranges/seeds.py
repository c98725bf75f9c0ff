"""Properties tried on seeds: hypothesis draws the seeds, the seeds make everything else.

Questionnaires and answers are too large to be drawn and made smaller value by value; a seed that
fails is printed and repeats the failure.
"""

from hypothesis import Phase, settings
from hypothesis import strategies as st

seeds = st.integers(min_value=0, max_value=2**63)
on_seeds = settings(deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
