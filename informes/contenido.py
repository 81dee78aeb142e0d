"""El informe como contenido, sin formato: lo que la página, el PDF y el DOCX dicen por igual.

Una palabra que falte aquí falta en los tres; ninguno consulta la base por su cuenta.
"""

import json
import re
import unicodedata
from dataclasses import asdict, dataclass
from datetime import date

from django.conf import settings

from candidaturas.models import ProcesoElectoral
from conoceles.comun.demostracion import LEYENDA
from informes import redaccion, textos
from informes.calendario import Calendario
from informes.models import Actividad, Acuerdo, ArchivoDeInforme, InformeMensual, Reunion
from informes.registro_de_actividades import actividades_del_informe, en_su_lugar

MARCA_DE_BORRADOR = "BORRADOR: sin aprobación de la Comisión"


@dataclass(frozen=True, slots=True)
class Parrafo:
    """Texto corrido y, si lo hay, el final que va en negritas."""

    texto: str
    resaltado: str = ""


@dataclass(frozen=True, slots=True)
class Punto:
    numero: str
    texto: str


@dataclass(frozen=True, slots=True)
class Celda:
    """Líneas sueltas o una lista numerada, nunca las dos."""

    lineas: tuple[str, ...] = ()
    puntos: tuple[Punto, ...] = ()


@dataclass(frozen=True, slots=True)
class Tabla:
    titulo: str
    columnas: tuple[str, ...]
    filas: tuple[tuple[Celda, ...], ...]

    def por_columna(self) -> list[list[tuple[str, Celda]]]:
        """Cada celda con el nombre de su columna: en el teléfono la tabla se lee como fichas."""
        return [list(zip(self.columnas, fila, strict=True)) for fila in self.filas]


@dataclass(frozen=True, slots=True)
class Seccion:
    clave: str
    titulo: str
    titulo_en_indice: str
    parrafos: tuple[Parrafo, ...] = ()
    tabla: Tabla | None = None


@dataclass(frozen=True, slots=True)
class Contenido:
    """El árbol completo de un informe."""

    titulo: str
    autoria: str
    fecha: date
    marcas: tuple[str, ...]
    portada: tuple[str, ...]
    encabezado: tuple[str, ...]
    indice: tuple[str, str]
    secciones: tuple[Seccion, ...]
    aprobacion: str
    firma: tuple[str, ...]

    def seccion(self, clave: str) -> Seccion:
        return next(s for s in self.secciones if s.clave == clave)

    def como_json(self) -> bytes:
        """Los mismos bytes para el mismo contenido."""
        datos = asdict(self) | {"fecha": self.fecha.isoformat()}
        return json.dumps(datos, ensure_ascii=False, indent=1).encode()

    @classmethod
    def de_json(cls, datos: bytes) -> "Contenido":
        campos = json.loads(datos)
        simples = {c: tuple(campos[c]) for c in ("marcas", "portada", "encabezado", "firma")}
        return cls(
            **campos
            | simples
            | {
                "fecha": date.fromisoformat(campos["fecha"]),
                "indice": (campos["indice"][0], campos["indice"][1]),
                "secciones": tuple(_leer_seccion(s) for s in campos["secciones"]),
            }
        )


def _leer_seccion(campos: dict) -> Seccion:
    tabla = campos["tabla"]
    return Seccion(
        **campos
        | {
            "parrafos": tuple(Parrafo(**p) for p in campos["parrafos"]),
            "tabla": tabla
            and Tabla(
                tabla["titulo"],
                tuple(tabla["columnas"]),
                tuple(tuple(_leer_celda(c) for c in fila) for fila in tabla["filas"]),
            ),
        }
    )


def _leer_celda(campos: dict) -> Celda:
    return Celda(tuple(campos["lineas"]), tuple(Punto(**p) for p in campos["puntos"]))


def contenido_del_informe(*, proceso: ProcesoElectoral, mes: date) -> Contenido:
    """Construye el contenido con lo que hoy sabe la base; el informe puede no estar guardado."""
    calendario = Calendario.de(proceso)
    return construir(calendario, calendario.informe(mes))


def construir(
    calendario: Calendario, informe: InformeMensual, *, en_edicion: Actividad | None = None
) -> Contenido:
    """De uno aprobado, lo que se congeló: aunque cambie aquello de que salió, dice lo mismo.

    `en_edicion`: un renglón como se está escribiendo, sin guardar, en lugar del guardado.
    """
    if informe.es_aprobado and informe.pk:
        congelado = informe.archivos.filter(clase=ArchivoDeInforme.Clase.CONTENIDO).first()
        if congelado:
            with congelado.archivo.open() as archivo:
                return Contenido.de_json(archivo.read())
    proceso = calendario.proceso
    hasta = calendario.hasta(informe)
    encabezado = textos.encabezado(proceso)
    titulo = textos.titulo(informe.mes)
    return Contenido(
        titulo=titulo,
        autoria=settings.INSTITUTO["area"],
        fecha=informe.aprobado_el or hasta,
        marcas=_marcas(informe),
        portada=(
            titulo,
            limpiar(proceso.nombre.upper()),
            f"{settings.INSTITUTO['area'].upper()}.",
        ),
        encabezado=tuple(limpiar(linea) for linea in encabezado),
        indice=("Índice", "Informe de avances"),
        secciones=(
            _seccion(informe, "objetivo", _parrafo(textos.objetivo(informe))),
            _seccion(informe, "fundamento", _parrafo(textos.fundamento(informe))),
            _seccion(informe, "periodo", _parrafo(calendario.periodo(informe))),
            _seccion(informe, "acuerdos", *_acuerdos(proceso, hasta)),
            _actividades(calendario, informe, hasta, en_edicion),
            _reuniones(informe),
        ),
        aprobacion=limpiar(informe.nota_aprobacion),
        firma=tuple(limpiar(t) for t in (informe.firma_nombre, informe.firma_cargo) if t),
    )


def limpiar(texto: str) -> str:
    """Quita lo que ningún documento puede contener: caracteres de control y de formato."""
    texto = unicodedata.normalize("NFC", re.sub(r"[^\S\n]", " ", texto.replace("\r\n", "\n")))
    return "".join(c for c in texto if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf"})


def _marcas(informe: InformeMensual) -> tuple[str, ...]:
    marcas = []
    if settings.ES_DEMO:
        marcas.append(LEYENDA)
    if not informe.es_aprobado:
        marcas.append(MARCA_DE_BORRADOR)
    return tuple(marcas)


def _parrafo(texto: str, resaltado: str = "") -> Parrafo:
    return Parrafo(limpiar(texto), limpiar(resaltado))


def _seccion(
    informe: InformeMensual, clave: str, *parrafos: Parrafo, tabla: Tabla | None = None
) -> Seccion:
    titulo, en_indice = textos.SECCIONES[clave]
    return Seccion(clave, limpiar(informe.titulos.get(clave) or titulo), en_indice, parrafos, tabla)


def _acuerdos(proceso: ProcesoElectoral, hasta: date) -> list[Parrafo]:
    acuerdos = Acuerdo.objects.filter(proceso=proceso, emitido_el__lte=hasta)
    return [
        _parrafo(textos.cita_de_acuerdo(a), f"{a.numero} {a.titulo.rstrip('.')}.") for a in acuerdos
    ] or [_parrafo(textos.SIN_ACUERDOS)]


def _actividades(
    calendario: Calendario, informe: InformeMensual, hasta: date, en_edicion: Actividad | None
) -> Seccion:
    renglones = actividades_del_informe(calendario, informe)
    if en_edicion:
        otros = [r for r in renglones if r.clave != en_edicion.clave]
        renglones = en_su_lugar([*otros, en_edicion])
    filas = tuple(
        (
            Celda((str(numero),)),
            Celda((limpiar(actividad.descripcion),)),
            Celda(tuple(limpiar(linea) for linea in redaccion.fechas(actividad))),
        )
        for numero, actividad in enumerate(renglones, 1)
    )
    introduccion = _parrafo(textos.introduccion(informe, hasta))
    if not filas:
        return _seccion(informe, "actividades", introduccion, _parrafo(textos.SIN_ACTIVIDADES))
    tabla = Tabla(
        "Actividades realizadas en el periodo",
        ("Nº", "ACTIVIDADES", "FECHAS DE REALIZACIÓN"),
        filas,
    )
    return _seccion(informe, "actividades", introduccion, tabla=tabla)


def _reuniones(informe: InformeMensual) -> Seccion:
    reuniones = informe.reuniones.prefetch_related("puntos") if informe.pk else ()
    filas = tuple((Celda((_nombre(r),)), _orden_del_dia(r)) for r in reuniones)
    if not filas:
        return _seccion(informe, "reuniones", _parrafo(textos.SIN_REUNIONES))
    tabla = Tabla(
        "Reuniones de la Comisión en el periodo", ("REUNIÓN", "ASUNTOS ANALIZADOS"), filas
    )
    return _seccion(informe, "reuniones", tabla=tabla)


def _nombre(reunion: Reunion) -> str:
    if reunion.fecha_en_el_nombre and reunion.fecha:
        return limpiar(f"{reunion.tipo} {redaccion.fecha_larga(reunion.fecha)}")
    return limpiar(reunion.tipo)


def _orden_del_dia(reunion: Reunion) -> Celda:
    return Celda(
        puntos=tuple(
            Punto(f"{redaccion.romano(punto.orden)}.", limpiar(punto.texto))
            for punto in reunion.puntos.all()
        )
    )
