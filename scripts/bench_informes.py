"""`make bench-informes`: cuánto tardan y ocupan los informes, con personas inventadas.

    make bench-informes                          # todo
    make bench-informes ARGS="--solo mensual"    # mensual, cuantitativo, grande, fichas u hoja

Cada medida corre en un proceso nuevo, con servidores temporales si los necesita, para que su
memoria sea la suya. Escribe la tabla en la terminal y devuelve 1 si algo pasa de su límite.
"""

import argparse
import json
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from scripts import entorno

ACTIVIDADES = 200
VECES = 7
# De estos renglones a estos otros, la memoria de la hoja no debe crecer más que esto.
HOJAS = (20_000, 200_000)
MB_DE_MAS = 30


class Medida(NamedTuple):
    """`limite` en la misma unidad que `valor`."""

    que: str
    valor: float
    limite: float
    unidad: str

    @property
    def cumple(self) -> bool:
        return self.valor <= self.limite


def mediana(accion: Callable[[], object], veces: int = VECES) -> float:
    """Segundos; la primera vez, que carga módulos y letras, no cuenta."""
    accion()
    tiempos = []
    for _ in range(veces):
        inicio = time.perf_counter()
        accion()
        tiempos.append(time.perf_counter() - inicio)
    return statistics.median(tiempos)


def memoria() -> float:
    """El máximo de este proceso, en MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# --- El informe del mes -------------------------------------------------------------------------
def mensual() -> list[Medida]:
    from datetime import date, timedelta

    from informes.contenido import contenido_del_informe
    from informes.formatos import docx, pdf
    from informes.models import Actividad, EstadoDeActividad, InformeMensual
    from tests.fabricas import ProcesoFactory

    _migrar()
    proceso = ProcesoFactory(clave="pel-2023", anio=2023)
    mes = date(2023, 5, 1)
    informe = InformeMensual.objects.create(
        proceso=proceso, mes=mes, desde=mes, hasta=date(2023, 5, 31)
    )
    Actividad.objects.bulk_create(
        Actividad(
            informe=informe,
            tipo="difusion_evento",
            descripcion=f"Se realizó la difusión número {n} del sistema en una plaza pública, en "
            "coordinación con una asociación, con reparto de material impreso.",
            inicia_el=mes + timedelta(days=n % 31),
            estado=EstadoDeActividad.ACEPTADA,
        )
        for n in range(ACTIVIDADES)
    )

    def hacer(formato):
        return lambda: formato.generar(contenido_del_informe(proceso=proceso, mes=mes))

    titulo = f"Mensual con {ACTIVIDADES} actividades"
    return [
        Medida(f"{titulo}, PDF", mediana(hacer(pdf)) * 1000, 500, "ms"),
        Medida(f"{titulo}, DOCX", mediana(hacer(docx)) * 1000, 1000, "ms"),
    ]


# --- El cuantitativo ----------------------------------------------------------------------------
_CUESTIONARIOS = """
INSERT INTO captura_cuestionario (candidatura_id, estado, version, ronda, casas_campana, telefonos,
        correos, pagina_web, redes, escolaridad, estatus_escolaridad, cursos, historia_profesional,
        trayectoria_politica, motivo_cargo_publico, propuesta_1, propuesta_2, propuesta_genero,
        correo_aclaraciones, huella_verificada, secciones_aparte, huellas_de_secciones)
    SELECT id, 'en_captura', 1, 0, '{}', '{8445550000}', '{}', '', '{}', 'licenciatura',
        'titulo', '{}', repeat('Historia ficticia. ', 12), repeat('Trayectoria ficticia. ', 12),
        '', repeat('Propuesta ficticia. ', 12), '', '', '', repeat('0', 64), '{}', '{}'
    FROM candidaturas_candidatura;
UPDATE captura_cuestionario SET estado = (ARRAY['en_captura', 'enviado', 'verificado', 'publicado'])
    [1 + id % 4];
"""


def cuantitativo(tamano: int = 2_000, limite: float = 2) -> list[Medida]:
    llenar(tamano)
    return medir_cuantitativo(tamano, limite)


HECHOS = ("HechoDeActor", "HechoDeCargo", "HechoDeEleccion", "HechoDeFormula", "HechoDeCandidatura")


def llenar(tamano: int) -> None:
    """Un proceso con tantas candidaturas y dos hechos en la historia de cada cuestionario. Sin
    disparadores, que renglón por renglón tardan minutos: sus hechos se escriben de una vez."""
    from django.apps import apps
    from django.db import connection

    from scripts.datos_sinteticos import cargar

    _migrar()
    hechos = [apps.get_model("captura", nombre) for nombre in HECHOS]
    del_cuestionario = apps.get_model("captura", "CuestionarioEvent")
    with connection.cursor() as cursor:
        for modelo in (*hechos, del_cuestionario):
            cursor.execute(f"ALTER TABLE {_tabla_de(modelo)} DISABLE TRIGGER USER")
        # La escribe un disparador, y aquí no hace falta.
        cursor.execute(
            "ALTER TABLE candidaturas_candidatura ALTER COLUMN orden_boleta SET DEFAULT ''"
        )
    cargar(tamano, con_perfiles=False)
    crear, cambiar = _CUESTIONARIOS.split(";")[:2]
    with connection.cursor() as cursor:
        cursor.execute(crear)
        for modelo in (*hechos, del_cuestionario):
            cursor.execute(_anotar(modelo))
        cursor.execute(cambiar)
        cursor.execute(_anotar(del_cuestionario))
        cursor.execute("ANALYZE")


def _tabla_de(modelo) -> str:
    return modelo._meta.get_field("pgh_obj").related_model._meta.db_table


def _anotar(modelo) -> str:
    """Un hecho por renglón de la tabla que sigue, con lo que dice ahora."""
    campos = [c for c in modelo._meta.local_fields if not c.name.startswith("pgh_")]
    columnas = ", ".join(campo.column for campo in campos)
    return (
        f"INSERT INTO {modelo._meta.db_table} (pgh_created_at, pgh_label, pgh_obj_id, {columnas}) "  # noqa: S608
        f"SELECT clock_timestamp(), 'hecho', id, {columnas} FROM {_tabla_de(modelo)}"
    )


def medir_cuantitativo(tamano: int, limite: float) -> list[Medida]:
    from candidaturas.models import ProcesoElectoral
    from conoceles.comun import reloj
    from informes.cuantitativo.historia import MARGEN
    from informes.cuantitativo.reporte import construir

    proceso = ProcesoElectoral.objects.get()
    # Lo que se acaba de llenar ya está cerrado para un reloj que va adelante del margen.
    corte = reloj.ahora()
    with reloj.en(corte + 2 * MARGEN):
        inicio = time.perf_counter()
        hecho = construir(proceso, corte)
        hecho.datos()
        tardo = time.perf_counter() - inicio
    total = next(t for t in hecho.tablas if t.clave == "T1a").filas[-1][1]
    if total != tamano:
        raise ValueError(f"El informe cuenta {total} candidaturas y son {tamano}.")
    return [
        Medida(f"Cuantitativo a {tamano:,} candidaturas, de la historia", tardo, limite, "s"),
    ]


def grande() -> list[Medida]:
    return cuantitativo(200_000, 20)


# --- Las fichas ---------------------------------------------------------------------------------
def fichas() -> list[Medida]:
    """2,000 fichas en el ZIP de archivo, como las hace el trabajador."""
    from candidaturas.models import ProcesoElectoral
    from captura.consultas import actores_del_proceso
    from captura.expedientes import escribir_expediente
    from conoceles.comun import reloj
    from scripts.datos_sinteticos import cargar

    _migrar()
    cargar(2_000)
    proceso = ProcesoElectoral.objects.get()
    with tempfile.TemporaryDirectory() as carpeta:
        inicio = time.perf_counter()
        resumen = escribir_expediente(
            Path(carpeta) / "e.zip",
            proceso,
            list(actores_del_proceso(proceso)),
            titulo="Carpetas",
            pedido_en=reloj.ahora(),
            carpeta=Path(carpeta) / "piezas",
        )
        tardo = time.perf_counter() - inicio
    if resumen.documentos.total() != 2_000:
        raise ValueError(f"Se hicieron {resumen.documentos.total()} fichas.")
    return [
        Medida("2,000 fichas en PDF, en su ZIP", tardo, 60, "s"),
        Medida("2,000 fichas en PDF, memoria", memoria(), 400, "MB"),
    ]


# --- La hoja ------------------------------------------------------------------------------------
def hoja(renglones: int) -> tuple[float, float]:
    """(segundos, MB) de escribir la lista de omisiones con tantos renglones."""
    from dataclasses import asdict

    from informes.omisiones import xlsx
    from informes.omisiones.foto import Foto, encabezado
    from informes.omisiones.lista import Omision

    omision = Omision(
        actor="Partido Ficticio 1",
        nombre="Persona Ficticia",
        folio="F-1",
        cargo="Ayuntamiento",
        territorio="Municipio Ficticio 1",
        calidad="Propietaria/o",
        estado="En captura",
        falta=["Fotografía", "Propuesta 1"],
        habilitada=["Captura: 02/04/2023"],
        recordada=["10/04/2023, por el instituto: correo enviado"],
        vence=["Captura: 17/04/2023, 23:59", "Venció"],
        vencida=True,
        respuestas=["Último guardado: 12/04/2023"],
    )
    with tempfile.TemporaryDirectory() as carpeta:
        datos = Path(carpeta) / "o.jsonl"
        with datos.open("w", encoding="utf-8") as archivo:
            archivo.write(json.dumps(encabezado("Proceso ficticio", 2023, "")) + "\n")
            for n in range(renglones):
                suya = asdict(omision) | {"nombre": f"Persona Ficticia {n}", "folio": f"F-{n}"}
                archivo.write(json.dumps(["omision", suya]) + "\n")
        inicio = time.perf_counter()
        xlsx.escribir(Foto(datos), Path(carpeta) / "o.xlsx")
        return time.perf_counter() - inicio, memoria()


# --- Correr -------------------------------------------------------------------------------------
def _migrar() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _en_otro_proceso(funcion: str, *argumentos, con_base: bool = True):
    contexto = multiprocessing.get_context("spawn")
    with contexto.Pool(1) as piscina:
        return piscina.apply(_correr, (funcion, argumentos, con_base))


def _correr(funcion: str, argumentos: tuple, con_base: bool):
    from conoceles import embebidos

    with ExitStack() as abiertos:
        carpeta = abiertos.enter_context(tempfile.TemporaryDirectory())
        if con_base:
            os.environ.update(abiertos.enter_context(embebidos.temporales()))
        else:
            os.environ.setdefault("DATABASE_URL", "postgresql:///ninguna")
        os.environ.update(CONOCELES_DATOS=carpeta)
        os.environ["DJANGO_SETTINGS_MODULE"] = "conoceles.settings.test"
        import django

        django.setup()
        return globals()[funcion](*argumentos)


def _de_la_hoja() -> list[Medida]:
    (_, pocos), (tardo, muchos) = (_en_otro_proceso("hoja", n, con_base=False) for n in HOJAS)
    return [
        Medida(f"XLSX de {HOJAS[1]:,} renglones", tardo, 120, "s"),
        Medida(
            f"XLSX de {HOJAS[1]:,}: MB más que con {HOJAS[0]:,}", muchos - pocos, MB_DE_MAS, "MB"
        ),
    ]


MEDIDAS: dict[str, Callable[[], list[Medida]]] = {
    "mensual": lambda: _en_otro_proceso("mensual"),
    "cuantitativo": lambda: _en_otro_proceso("cuantitativo"),
    "grande": lambda: _en_otro_proceso("grande"),
    "fichas": lambda: _en_otro_proceso("fichas"),
    "hoja": _de_la_hoja,
}


def main() -> int:
    entorno.seguir_en("scripts.bench_informes")
    lector = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    lector.add_argument("--solo", choices=MEDIDAS, nargs="+", default=list(MEDIDAS))
    print(f"Carga de la máquina al empezar: {' '.join(f'{c:.1f}' for c in os.getloadavg())}\n")
    print("| Qué | Medido | Límite | |\n|---|---|---|---|", flush=True)
    cumple = True
    for clave in lector.parse_args().solo:
        for medida in MEDIDAS[clave]():
            cumple &= medida.cumple
            print(
                f"| {medida.que} | {medida.valor:,.1f} {medida.unidad} | {medida.limite:,g} "
                f"{medida.unidad} | {'cumple' if medida.cumple else 'NO CUMPLE'} |",
                flush=True,
            )
    return 0 if cumple else 1


if __name__ == "__main__":
    sys.exit(main())
