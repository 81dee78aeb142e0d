"""`manage.py preparar_demo`: deja la demostración lista para abrir. La usa `make demo`."""

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from candidaturas import catalogos
from candidaturas.abiertos.cortes import cortar
from candidaturas.models import ProcesoElectoral
from captura.demostracion import comprobar_demostracion, historia
from captura.demostracion.cuentas import CONTRASENA, cuentas
from captura.demostracion.guion import momento
from captura.models import Adscripcion, Usuario
from conoceles.comun import reloj
from conoceles.comun.en_masa import comprobar_al_momento
from conoceles.comun.errores import ErrorDeDominio
from informes.carga import cargar_informe_de_mayo
from informes.cuantitativo.cortes import registrar_corte
from informes.models import CorteCuantitativo

FUENTE_2017 = (
    "Instituto Electoral de Coahuila, PREP 2017 (corte del 5 de junio de 2017, 13:00), por el "
    "repositorio abierto emagar/coahuila-2017 (MIT)."
)
LISTA_2017 = catalogos.CARPETA / "candidaturas_2017.csv"


class Command(BaseCommand):
    help = "Migra, reúne los archivos estáticos y carga lo que falte de la demostración."

    def handle(self, *args, **options):
        try:
            comprobar_demostracion()
        except ErrorDeDominio as error:
            raise CommandError(str(error)) from error
        call_command("migrate", verbosity=0)
        call_command("permisos_bd", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if not ProcesoElectoral.objects.filter(clave="pel-2017", fuente__gt="").exists():
            self.stdout.write("Cargando la demostración (una sola vez)…")
            cargar()
        settings.DATOS.mkdir(parents=True, exist_ok=True)
        escribir_cuentas(settings.DATOS / "cuentas.txt")


@transaction.atomic
def cargar() -> None:
    """Catálogos, archivo de 2017, historia de 2023 e informe de mayo: todo o nada."""
    comprobar_al_momento()
    catalogos.cargar()
    # Sin estadísticas, PostgreSQL planea mal las consultas sobre tablas recién llenadas.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    reales = {fila["candidata_o"] for fila in catalogos.filas(LISTA_2017.name)}
    # El archivo de 2017 se tenía desde antes de empezar; el informe se aprueba el 29 de mayo.
    with reloj.en(momento(2, 1)):
        _archivar_2017()
    historia.cargar(ajenas=frozenset(reales))
    with reloj.en(momento(5, 29, 13)):
        cargar_informe_de_mayo(
            proceso=ProcesoElectoral.objects.get(clave=historia.PROCESO),
            autor=Usuario.objects.get(username="revision"),
        )
    corte_con_identidad()
    with reloj.en(momento(5, 30, 4)):
        cortar(ProcesoElectoral.objects.get(clave=historia.PROCESO))


def corte_con_identidad() -> None:
    """El cuantitativo con que se congelan y publican las tablas de identidad."""
    with reloj.en(momento(5, 29, 18)):
        registrar_corte(
            proceso=ProcesoElectoral.objects.get(clave=historia.PROCESO),
            corte=momento(5, 29, 17),
            clase=CorteCuantitativo.Clase.PARCIAL,
            adscripcion=Adscripcion.objects.get(usuario__username="coordinacion"),
            con_identidad=True,
        )


def _archivar_2017() -> None:
    call_command(
        "importar_candidaturas",
        str(LISTA_2017),
        "--proceso=pel-2017",
        f"--archivo={FUENTE_2017}",
        "--crear-catalogos",
        verbosity=0,
        stdout=StringIO(),
    )


def escribir_cuentas(ruta: Path) -> None:
    """Una línea por cuenta: usuario, rol, de quién y secreto TOTP si lo lleva."""
    lineas = [f"Contraseña de todas: {CONTRASENA}", ""]
    for cuenta in cuentas():
        linea = f"{cuenta.usuario:20} {cuenta.rol:28} {cuenta.de_quien}".rstrip()
        if cuenta.secreto_totp:
            linea += f"  · secreto TOTP: {cuenta.secreto_totp}"
        lineas.append(linea)
    ruta.write_text("\n".join(lineas) + "\n", encoding="utf-8")
    ruta.chmod(0o600)
