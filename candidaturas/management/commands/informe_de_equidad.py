"""`manage.py informe_de_equidad`: si el sorteo de cada día ha tocado a todas por igual."""

from django.core.management.base import BaseCommand, CommandError

from candidaturas import consultas
from candidaturas.repetir_sorteo import informe, renglones, significancia
from candidaturas.sorteo import datos_publicos


class Command(BaseCommand):
    help = "Repite cada sorteo hasta hoy y prueba, elección por elección, que toca por igual."

    def add_arguments(self, parser):
        parser.add_argument("--proceso", help="clave del proceso; sin él, todos los públicos")

    def handle(self, *args, proceso=None, **options):
        elegido = next((p for p in consultas.procesos_publicos() if p.clave == proceso), None)
        if proceso and not elegido:
            raise CommandError(f"No hay un proceso público «{proceso}».")
        datos = datos_publicos(elegido)
        if datos is None:
            raise CommandError("Hoy no hay sorteo: ningún compromiso publicado alcanza a este día.")
        for renglon in renglones(datos):
            self.stdout.write(renglon)
        equidades = informe(datos)
        if any(e.valor_p < significancia(equidades) for e in equidades.values()):
            raise CommandError("Alguna elección se aparta de lo que el azar explica.")
