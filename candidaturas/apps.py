from django.apps import AppConfig


class CandidaturasConfig(AppConfig):
    name = "candidaturas"
    verbose_name = "candidaturas"
