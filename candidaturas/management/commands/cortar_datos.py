"""`manage.py cortar_datos`: hace el corte de datos abiertos de un proceso, o de todos."""

from django.core.management.base import BaseCommand, CommandError

from candidaturas import consultas
from candidaturas.abiertos.cortes import cortar


class Command(BaseCommand):
    help = "Hace los archivos de datos abiertos de un proceso público; sin --proceso, de todos."

    def add_arguments(self, parser):
        parser.add_argument("--proceso", help="clave del proceso")

    def handle(self, *args, proceso=None, **options):
        procesos = consultas.procesos_publicos()
        elegidos = [p for p in procesos if proceso in (None, p.clave)]
        if proceso and not elegidos:
            raise CommandError(f"No hay un proceso público «{proceso}».")
        for elegido in elegidos:
            corte = cortar(elegido)
            self.stdout.write(f"{corte}: {corte.filas} candidaturas.")
