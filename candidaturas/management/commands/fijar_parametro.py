"""`manage.py fijar_parametro PROCESO CLAVE VALOR --cita "…"`: plazo, límite o regla, y su cita."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from candidaturas import frescura
from candidaturas.models import Parametro, ProcesoElectoral
from candidaturas.parametros import PARAMETROS


class Command(BaseCommand):
    help = "Fija un parámetro de un proceso. Sin VALOR, muestra todos con su cita."

    def add_arguments(self, parser):
        parser.add_argument("proceso")
        parser.add_argument("clave", nargs="?")
        parser.add_argument("valor", nargs="?")
        parser.add_argument("--cita", default="", help="Acuerdo, artículo o decisión que lo fija.")

    def handle(self, *, proceso, clave, valor, cita, **options):
        try:
            proceso = ProcesoElectoral.objects.get(clave=proceso)
        except ProcesoElectoral.DoesNotExist as error:
            raise CommandError(f"No existe el proceso «{proceso}».") from error
        if clave is None:
            self._mostrar(proceso)
            return
        if clave not in PARAMETROS:
            raise CommandError(
                f"No existe el parámetro «{clave}». Los que hay: {', '.join(PARAMETROS)}."
            )
        if valor is None:
            raise CommandError("Falta el valor.")
        parametro = Parametro.objects.filter(proceso=proceso, clave=clave).first()
        parametro = parametro or Parametro(proceso=proceso, clave=clave)
        parametro.valor, parametro.cita = valor, cita
        try:
            parametro.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        parametro.save()
        frescura.cambio_el_registro()
        self.stdout.write(f"{parametro} ({cita or 'sin cita: por confirmar'})")

    def _mostrar(self, proceso: ProcesoElectoral) -> None:
        fijados = {p.clave: p for p in proceso.parametros.all()}
        for clave, definicion in PARAMETROS.items():
            fijado = fijados.get(clave)
            cita = (fijado.cita if fijado else "") or "por omisión, sin confirmar"
            valor = fijado.valor if fijado else definicion.omision
            self.stdout.write(f"{clave:30} {valor!s:12} {definicion.unidad:12} {cita}")
