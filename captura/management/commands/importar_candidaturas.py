"""`manage.py importar_candidaturas ARCHIVO --proceso CLAVE`: el registro, desde su archivo.

Sale con 0 si terminó, con 1 si algún renglón o la base lo impidieron, y con 2 si el archivo o el
proceso no sirven. En los dos últimos casos no queda nada escrito.
"""

import csv
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from captura.importacion.errores import ArchivoIlegible, HayRechazos, ImportacionNoPermitida
from captura.importacion.reporte import COLUMNAS, Nivel, Reporte
from captura.importacion.servicio import Resumen, importar_candidaturas


class Command(BaseCommand):
    help = "Importa candidaturas de un archivo del INE o del PREP. Repetirlo no duplica nada."
    # Revisar el sistema carga todas las vistas del sitio: 50 MB que la importación no usa.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("archivo", type=Path, metavar="ARCHIVO")
        parser.add_argument("--proceso", required=True, metavar="CLAVE")
        parser.add_argument("--simular", action="store_true", help="hace todo y lo deshace")
        parser.add_argument(
            "--omitir-rechazadas", action="store_true", help="importa lo demás si hay rechazos"
        )
        parser.add_argument(
            "--crear-catalogos",
            action="store_true",
            help="crea cargos, lugares y actores que falten",
        )
        parser.add_argument(
            "--archivo", dest="fuente", default="", metavar="FUENTE",
            help="carga un proceso pasado como archivo público, con esta fuente",
        )  # fmt: skip
        parser.add_argument("--reporte", type=Path, metavar="SALIDA.csv")

    def handle(self, *args, **opciones):
        # Lo que Django ya cargó no es basura, y buscarla a cada rato cuesta un décimo del tiempo.
        gc.freeze()
        cada = gc.get_threshold()
        gc.set_threshold(50_000)
        try:
            self._importar(opciones)
        finally:
            gc.set_threshold(*cada)
            gc.unfreeze()

    def _importar(self, opciones: dict) -> None:
        try:
            with _destino(opciones["reporte"], opciones["archivo"]) as anotar:
                reporte = Reporte(anotar)
                try:
                    resumen = importar_candidaturas(
                        ruta=opciones["archivo"],
                        clave_de_proceso=opciones["proceso"],
                        reporte=reporte,
                        simular=opciones["simular"],
                        omitir_rechazadas=opciones["omitir_rechazadas"],
                        crear_catalogos=opciones["crear_catalogos"],
                        fuente=opciones["fuente"].strip(),
                    )
                finally:
                    reporte.vaciar()
        except HayRechazos as error:
            self._decir_rechazos(reporte)
            self._salir(str(error), 1)
        except (ArchivoIlegible, ImportacionNoPermitida) as error:
            self._salir(str(error), 2)
        except DatabaseError as error:
            motivo = str(error).splitlines()[0]
            self._salir(
                f"La base de datos rehusó la importación y no se escribió nada: {motivo}", 1
            )
        self._decir(resumen, reporte, opciones["reporte"])

    def _salir(self, oracion: str, codigo: int) -> None:
        self.stderr.write(oracion)
        raise SystemExit(codigo)

    def _decir_rechazos(self, reporte: Reporte) -> None:
        for a in reporte.primeros_rechazos:
            self.stderr.write(f"Fila {a.fila}, {a.columna}: {a.detalle}")
        if (mas := reporte.por_nivel[Nivel.RECHAZO] - len(reporte.primeros_rechazos)) > 0:
            self.stderr.write(f"… y {mas} rechazos más.")

    def _decir(self, resumen: Resumen, reporte: Reporte, salida: Path | None) -> None:
        if resumen.simulado:
            self.stdout.write("SIMULACIÓN: no se escribió nada.")
        self.stdout.write(f"Formato: {resumen.formato}")
        sumadas = f" + sumadas a otra {resumen.sumadas}" if resumen.sumadas else ""
        self.stdout.write(
            f"Renglones {resumen.renglones} = creadas {resumen.creadas} + actualizadas "
            f"{resumen.actualizadas} + sin cambio {resumen.sin_cambio} + rechazadas "
            f"{resumen.rechazadas}{sumadas}"
        )
        if resumen.catalogos:
            self.stdout.write(f"Registros de catálogo creados: {resumen.catalogos}")
        for (nivel, asunto), cuantos in sorted(reporte.por_asunto.items()):
            self.stdout.write(f"  {nivel.value}: {asunto}: {cuantos}")
        if salida:
            self.stdout.write(f"Reporte: {salida}")


@contextmanager
def _destino(salida: Path | None, archivo: Path) -> Iterator:
    """A dónde va el reporte. Si no se puede escribir, no se empieza."""
    if salida is None:
        yield None
        return
    try:
        if salida.exists() and salida.samefile(archivo):
            raise ArchivoIlegible("El reporte no puede escribirse sobre el archivo de origen.")
        # La marca inicial hace que las hojas de cálculo lean los acentos.
        destino = salida.open("w", encoding="utf-8-sig", newline="")
    except OSError as error:
        raise ArchivoIlegible(f"No se puede escribir {salida}: {error.strerror}.") from error
    with destino:
        escritor = csv.writer(destino)
        escritor.writerow(COLUMNAS)
        yield lambda anotacion: escritor.writerow(anotacion.celdas())
