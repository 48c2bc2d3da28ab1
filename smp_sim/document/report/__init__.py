"""The consultation report: what it says as frozen values, then how it is set on paper.

Text and figures are made by the ``*_pages`` modules, each a group of sections out of a
:class:`~smp_sim.document.report.case_figures.CaseFigures`; ``typesetting`` hands them, as data, to
the template in ``assets/report``.
"""
