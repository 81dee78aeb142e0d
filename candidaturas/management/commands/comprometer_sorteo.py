"""`manage.py comprometer_sorteo`: publica la huella de las claves del siguiente año de sorteos."""

from django.core.management.base import BaseCommand

from candidaturas import sorteo
from candidaturas.models import CompromisoDeSorteo


class Command(BaseCommand):
    help = "Publica la huella del sorteo, si falta; lo hace solo el trabajador cada día."

    def handle(self, *args, **options):
        sorteo.comprometer()
        for compromiso in CompromisoDeSorteo.objects.all():
            self.stdout.write(f"{compromiso}: {compromiso.huella}")
