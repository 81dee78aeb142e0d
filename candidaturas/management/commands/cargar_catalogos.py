"""`manage.py cargar_catalogos`: territorio, partidos y procesos de Coahuila. Se puede repetir."""

from django.core.management.base import BaseCommand

from candidaturas.catalogos import cargar


class Command(BaseCommand):
    help = "Carga territorio, partidos y procesos de Coahuila. Repetirlo no duplica nada."

    def handle(self, *args, **options):
        for nombre, cuantos in cargar().items():
            self.stdout.write(f"{nombre}: {cuantos}")
