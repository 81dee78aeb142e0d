"""`manage.py comprobar_supresion PROCESO`: si algo de lo que debió suprimirse sigue en el sistema.

Sale con 0 si nada queda y con 1 si algo queda.
"""

from django.core.management.base import BaseCommand, CommandError

from candidaturas.models import ProcesoElectoral
from captura.servicios.supresion import que_queda


class Command(BaseCommand):
    help = (
        "Busca en tablas, historia, archivos, correos, trabajos y cortes lo que debió suprimirse."
    )

    def add_arguments(self, parser):
        parser.add_argument("proceso", help="clave del proceso")

    def handle(self, *, proceso, **opciones):
        hallado = ProcesoElectoral.objects.filter(clave=proceso).first()
        if hallado is None:
            raise CommandError(f"No hay un proceso «{proceso}».")
        queda = list(que_queda(hallado))
        for oracion in queda:
            self.stderr.write(oracion)
        if queda:
            self.stderr.write(f"{hallado} NO está suprimido.")
            raise SystemExit(1)
        self.stdout.write(f"{hallado}: nada queda de lo que se suprime.")
