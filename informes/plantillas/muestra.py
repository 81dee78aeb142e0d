"""Un informe inventado que llena todos los campos: con él se prueba y se ve una plantilla."""

from datetime import date

from informes.contenido import Celda, Contenido, Parrafo, Punto, Seccion, Tabla
from informes.textos import SECCIONES

_ACTIVIDADES = Tabla(
    "Actividades realizadas en el periodo",
    ("Nº", "ACTIVIDADES", "FECHAS DE REALIZACIÓN"),
    (
        (
            Celda(("1",)),
            Celda(("Se recibió la petición de un actor político de ejemplo.",)),
            Celda(("25/04/2099",)),
        ),
        (
            Celda(("2",)),
            Celda(("Se realizó difusión en dos municipios de ejemplo.",)),
            Celda(("13/05/2099 Un lugar", "14/05/2099 Otro lugar")),
        ),
    ),
)
_REUNIONES = Tabla(
    "Reuniones de la Comisión en el periodo",
    ("REUNIÓN", "ASUNTOS ANALIZADOS"),
    (
        (
            Celda(("Sesión ordinaria de ejemplo",)),
            Celda(
                puntos=(Punto("I.", "Lista de asistencia de ejemplo."), Punto("II.", "Clausura."))
            ),
        ),
    ),
)
_TABLAS = {"actividades": _ACTIVIDADES, "reuniones": _REUNIONES}


def _seccion(clave: str) -> Seccion:
    titulo, en_indice = SECCIONES[clave]
    resaltado = "IEC/CG/000/2099 ACUERDO DE EJEMPLO." if clave == "acuerdos" else ""
    texto = f"Texto de ejemplo de la sección «{en_indice}»."
    return Seccion(clave, titulo, en_indice, (Parrafo(texto, resaltado),), _TABLAS.get(clave))


def muestra() -> Contenido:
    return Contenido(
        titulo="INFORME DE EJEMPLO",
        autoria="Área de ejemplo",
        fecha=date(2099, 5, 29),
        marcas=("MUESTRA: nada de esto es cierto",),
        portada=("INFORME DE EJEMPLO", "PROCESO ELECTORAL DE EJEMPLO", "ÁREA DE EJEMPLO."),
        encabezado=("Área de ejemplo del instituto de ejemplo", "Proceso electoral de ejemplo"),
        indice=("Índice", "Informe de avances"),
        secciones=tuple(_seccion(clave) for clave in SECCIONES),
        aprobacion="Informe de ejemplo aprobado por nadie.",
        firma=("PERSONA FICTICIA", "PRESIDENCIA DE EJEMPLO"),
    )


def lo_que_debe_decir() -> list[str]:
    """Los textos de la muestra que una plantilla tiene que imprimir."""
    contenido = muestra()
    secciones = contenido.secciones
    return [
        *contenido.marcas,
        *contenido.portada,
        *contenido.encabezado,
        *(s.titulo for s in secciones),
        *(
            texto
            for s in secciones
            for p in s.parrafos
            for texto in (p.texto, p.resaltado)
            if texto
        ),
        *(
            texto
            for s in secciones
            if s.tabla
            for fila in s.tabla.filas
            for celda in fila
            for texto in (*celda.lineas, *(p.texto for p in celda.puntos))
        ),
        contenido.aprobacion,
        *contenido.firma,
    ]
