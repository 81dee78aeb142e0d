"""`manage.py verificar_bitacora`: recorre la cadena y dice qué acto no cuadra.

Sale con 0 si todo cuadra y con 1 si no.
"""

from itertools import islice

from django.core.management.base import BaseCommand

from captura.cadena import Cuenta, comprobar

LO_MAS_QUE_SE_DICE = 50


class Command(BaseCommand):
    help = "Halla cualquier acto de la bitácora cambiado, quitado, insertado o movido."

    def add_arguments(self, parser):
        parser.add_argument(
            "--ancla",
            default="",
            metavar="LUGAR:HUELLA:FIRMA",
            help="una guardada fuera de la base (sale en el registro de sucesos del trabajador)",
        )

    def handle(self, *, ancla, **opciones):
        cuenta = Cuenta()
        hallazgos = comprobar(cuenta, ancla)
        dichos = 0
        for oracion in islice(hallazgos, LO_MAS_QUE_SE_DICE):
            self.stderr.write(oracion)
            dichos += 1
        if mas := sum(1 for _ in hallazgos):
            self.stderr.write(f"… y {mas} más.")
        if dichos:
            self.stderr.write("La bitácora NO es la que se escribió.")
            raise SystemExit(1)
        self.stdout.write(
            f"La bitácora cuadra. Actos: {cuenta.actos}. Contenidos suprimidos: "
            f"{cuenta.suprimidos}. Anclas: {cuenta.anclas}."
        )
