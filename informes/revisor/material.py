"""Lo que se revisa: los datos del informe y, aparte, cada texto como se va a imprimir."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from candidaturas.models import Municipio
from informes.calendario import Calendario
from informes.contenido import Contenido, construir
from informes.models import (
    FUERA_DEL_INFORME,
    Actividad,
    Acuerdo,
    EstadoDeActividad,
    InformeMensual,
    TipoDeActividad,
)
from informes.redaccion import fecha_corta
from informes.registro_de_actividades import renglones
from informes.revisor.hallazgos import Lugar
from informes.revisor.ortografia import PALABRAS

OFICIO = re.compile(
    r"\b(?P<serie>[A-ZÑ]{2,}(?:/[A-ZÑ]{2,})+)/(?P<numero>\d{1,6})/(?P<anio>\d{4})\b"
)


@dataclass(frozen=True, slots=True)
class Oficio:
    """«IEC/SE/1889/2023»: la serie es quien lo emite y el año."""

    clave: str
    serie: tuple[str, int]
    numero: int

    @classmethod
    def en(cls, texto: str) -> list["Oficio"]:
        return [
            cls(m[0], (m["serie"], int(m["anio"])), int(m["numero"]))
            for m in OFICIO.finditer(texto)
        ]


@dataclass(frozen=True, slots=True)
class Texto:
    lugar: Lugar
    texto: str


@dataclass(frozen=True, slots=True)
class AcuerdoCitado:
    numero: str
    emitido_el: date
    titulo: str


@dataclass(frozen=True, slots=True)
class Renglon:
    """`fechas`: las de un lugar tras otro, o inicio y fin; sin fin, solo el inicio."""

    tipo: str
    texto: str
    fechas: tuple[date, ...]
    rango_abierto: bool = False

    @property
    def oficios(self) -> list[Oficio]:
        return Oficio.en(self.texto)


@dataclass(frozen=True, slots=True)
class ReunionCelebrada:
    nombre: str
    fecha: date | None


@dataclass(frozen=True, slots=True)
class ActoSuelto:
    """Un acto de la bitácora que tendría que ser renglón y no lo es todavía."""

    clase: str
    fecha: date
    texto: str


@dataclass(frozen=True, slots=True)
class Material:
    desde: date
    hasta: date
    acuerdos: tuple[AcuerdoCitado, ...]
    renglones: tuple[Renglon, ...]
    reuniones: tuple[ReunionCelebrada, ...]
    textos: tuple[Texto, ...]
    # Los nombres que tienen una sola manera de escribirse: municipios, instituto, sistema.
    nombres: tuple[str, ...] = ()
    # Claves de los oficios que informes anteriores dicen enviados.
    enviados_antes: frozenset[str] = frozenset()
    actos_sueltos: tuple[ActoSuelto, ...] = ()


def material_del_informe(calendario: Calendario, informe: InformeMensual) -> Material:
    """El material de un informe guardado o de un borrador por guardar. Solo lee."""
    hasta = calendario.hasta(informe)
    todos = renglones(calendario, informe)
    impresos = [a for a in todos if a.estado not in FUERA_DEL_INFORME]
    reuniones = list(informe.reuniones.all()) if informe.pk else []
    acuerdos = Acuerdo.objects.filter(proceso=calendario.proceso, emitido_el__lte=hasta)
    return Material(
        desde=informe.desde,
        hasta=hasta,
        acuerdos=tuple(AcuerdoCitado(a.numero, a.emitido_el, a.titulo) for a in acuerdos),
        renglones=tuple(_renglon(a) for a in impresos),
        reuniones=tuple(ReunionCelebrada(r.tipo, r.fecha) for r in reuniones),
        textos=textos_impresos(construir(calendario, informe)),
        nombres=_nombres_oficiales(),
        enviados_antes=_enviados_antes(informe),
        actos_sueltos=tuple(
            ActoSuelto(a.origen.get_clase_display(), a.inicia_el, a.descripcion)
            for a in impresos
            if a.origen_id and a.estado == EstadoDeActividad.PROPUESTA
        ),
    )


def textos_impresos(contenido: Contenido) -> tuple[Texto, ...]:
    """Cada texto con su lugar. La firma no se revisa: son nombres de personas."""
    textos = [
        *(Texto(Lugar("portada"), linea) for linea in contenido.portada),
        *(Texto(Lugar("encabezado"), linea) for linea in contenido.encabezado),
    ]
    for seccion in contenido.secciones:
        textos.append(Texto(Lugar(seccion.clave), seccion.titulo))
        for numero, parrafo in enumerate(seccion.parrafos, 1):
            lugar = Lugar(seccion.clave, numero if seccion.clave == "acuerdos" else 0)
            textos.append(Texto(lugar, f"{parrafo.texto} {parrafo.resaltado}".strip()))
        for numero, fila in enumerate(seccion.tabla.filas if seccion.tabla else (), 1):
            textos += _de_la_fila(Lugar(seccion.clave, numero), fila)
    if contenido.aprobacion:
        textos.append(Texto(Lugar("aprobacion"), contenido.aprobacion))
    return tuple(textos)


def _de_la_fila(lugar: Lugar, fila) -> Iterable[Texto]:
    for celda in fila:
        yield from (Texto(lugar, linea) for linea in celda.lineas)
        yield from (Texto(lugar, punto.texto) for punto in celda.puntos)


def _renglon(actividad: Actividad) -> Renglon:
    fechas = tuple(lugar.fecha for lugar in actividad.lugares) or tuple(
        dia for dia in (actividad.inicia_el, actividad.termina_el) if dia
    )
    return Renglon(
        tipo=actividad.tipo,
        texto=actividad.descripcion,
        fechas=fechas,
        rango_abierto=actividad.rango_abierto,
    )


def _enviados_antes(informe: InformeMensual) -> frozenset[str]:
    """Un acuse puede llegar el mes siguiente al envío."""
    anteriores = Actividad.objects.filter(
        informe__proceso=informe.proceso,
        informe__mes__lt=informe.mes,
        tipo=TipoDeActividad.ENVIO_INE,
    ).en_el_informe()
    textos = anteriores.values_list("descripcion", flat=True)
    return frozenset(oficio.clave for texto in textos for oficio in Oficio.en(texto))


def _nombres_oficiales() -> tuple[str, ...]:
    municipios = Municipio.objects.values_list("nombre", flat=True)
    return (*sorted(set(municipios)), *PALABRAS["nombres_oficiales"], *settings.INSTITUTO.values())


def nombre_del_acto(acto: ActoSuelto) -> str:
    return f"{acto.clase}, {fecha_corta(acto.fecha)}"
