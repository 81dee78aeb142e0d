"""Un proceso pequeño y ficticio, y una forma corta de importar y ver qué se anotó."""

from datetime import date

import pytest


class Importacion:
    """Lo que resultó de importar: el resumen y las anotaciones."""

    def __init__(self, resumen, anotaciones):
        self.resumen, self.anotaciones = resumen, anotaciones

    def asuntos(self, nivel=None):
        return [a.asunto for a in self.anotaciones if nivel in (None, a.nivel)]

    def de(self, asunto):
        return [a for a in self.anotaciones if a.asunto == asunto]


def crear_proceso(clave="pel-prueba", jornada=date(2023, 6, 4)):
    """Dos distritos, gubernatura y lista; partidos del Mezquite y del Nogal, y su coalición."""
    from candidaturas import models as m

    entidad, _ = m.Entidad.objects.get_or_create(
        numero=5, defaults={"nombre": "Coahuila de Zaragoza"}
    )
    demarcacion, _ = m.Demarcacion.objects.get_or_create(
        clave="prueba", defaults={"nombre": "Demarcación de prueba", "entidad": entidad}
    )
    marco, _ = m.MarcoSeccional.objects.get_or_create(
        clave="prueba", defaults={"nombre": "Marco de prueba", "demarcacion": demarcacion}
    )
    proceso = m.ProcesoElectoral.objects.create(
        clave=clave, nombre="Proceso de prueba", anio=jornada.year, entidad=entidad,
        marco=marco, jornada_el=jornada,
    )  # fmt: skip
    gubernatura = m.Cargo.objects.create(
        proceso=proceso, clave="gubernatura", nombre="Gubernatura", ambito="entidad",
        principio="mr", con_suplente=False, orden=1,
    )  # fmt: skip
    diputacion = m.Cargo.objects.create(
        proceso=proceso, clave="diputacion-mr", nombre="Diputación de mayoría relativa",
        ambito="distrito", principio="mr", orden=2,
    )  # fmt: skip
    lista = m.Cargo.objects.create(
        proceso=proceso, clave="diputacion-rp",
        nombre="Diputación de representación proporcional", ambito="entidad", principio="rp",
        orden=3,
    )  # fmt: skip
    for cargo in (gubernatura, lista):
        m.Eleccion.objects.create(cargo=cargo, nombre_territorio=entidad.nombre)
    for numero, cabecera in ((1, "Acuña"), (2, "Piedras Negras")):
        distrito, _ = m.Distrito.objects.get_or_create(
            demarcacion=demarcacion, numero=numero, defaults={"cabecera": cabecera}
        )
        m.Eleccion.objects.create(
            cargo=diputacion, distrito=distrito, nombre_territorio=str(distrito), orden=numero
        )
    actores = []
    for orden, (sigla, nombre) in enumerate(
        (("MEZ", "Partido del Mezquite"), ("NOG", "Partido del Nogal")), start=1
    ):
        partido, _ = m.Partido.objects.get_or_create(
            sigla=sigla, defaults={"nombre": nombre, "alcance": "local"}
        )
        actor = m.ActorPolitico.objects.create(
            proceso=proceso, tipo="partido", nombre=nombre, siglas=sigla, orden=orden
        )
        m.Integrante.objects.create(actor=actor, partido=partido)
        actores.append(partido)
    coalicion = m.ActorPolitico.objects.create(
        proceso=proceso, tipo="coalicion", nombre="Juntos por el Desierto", siglas="MEZ-NOG",
        orden=3,
    )  # fmt: skip
    for partido in actores:
        m.Integrante.objects.create(actor=coalicion, partido=partido)
    return proceso


@pytest.fixture
def proceso(db):
    return crear_proceso()


@pytest.fixture
def importar(proceso):
    """`importar(ruta, crear_catalogos=True, …)` → `Importacion`."""
    from captura.importacion.reporte import Reporte
    from captura.importacion.servicio import importar_candidaturas

    def ejecutar(ruta, **opciones):
        anotaciones = []
        opciones.setdefault("clave_de_proceso", proceso.clave)
        reporte = Reporte(anotaciones.append)
        try:
            resumen = importar_candidaturas(ruta=ruta, reporte=reporte, **opciones)
        finally:
            reporte.vaciar()
            ejecutar.anotaciones = anotaciones
        assert resumen.cuadra()
        return Importacion(resumen, anotaciones)

    return ejecutar
