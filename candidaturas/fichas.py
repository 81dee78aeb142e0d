"""La página de una candidatura: cada pregunta con su respuesta, y lo que se dice si no la hay."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from django.utils import timezone

from candidaturas.historia import Momento, historia, retirado_en
from candidaturas.models import (
    Candidatura,
    CompromisoPublicado,
    DeclaracionPublicada,
    Distintivo,
    EstadoDeProceso,
    EstadoDeRegistro,
    Integrante,
    PerfilPublicado,
    SeccionDePerfil,
)
from candidaturas.qr import CodigoQR, codigo_qr
from candidaturas.tarjetas import Tarjeta, calidad_con_lista, perfil_de, tarjeta

QUE_PASO = {
    EstadoDeRegistro.SUSTITUIDA: "Esta candidatura fue sustituida",
    EstadoDeRegistro.RENUNCIA: "La persona renunció a esta candidatura",
    EstadoDeRegistro.CANCELADA: "El registro de esta candidatura fue cancelado",
}


@dataclass(frozen=True, slots=True)
class Enlace:
    """Un contacto. Sin `url` se muestra como texto: lo capturado nunca decide a dónde se navega."""

    texto: str
    url: str = ""
    externo: bool = False


@dataclass(frozen=True, slots=True)
class Respuesta:
    """Una pregunta del cuestionario y lo que la persona contestó; vacía es «No proporcionó»."""

    pregunta: str
    texto: str = ""
    lista: list[str] = field(default_factory=list)
    enlaces: list[Enlace] = field(default_factory=list)
    # Su sección está en pausa: no se sabe, ni se dice, si la contestó.
    pausada_desde: datetime | None = None

    @property
    def parrafos(self) -> list[str]:
        """Cada renglón que la persona escribió, como párrafo."""
        return _sin_vacios(self.texto.splitlines())

    @property
    def vacia(self) -> bool:
        return not (self.texto.strip() or self.lista or self.enlaces or self.pausada_desde)


class Apartado(NamedTuple):
    clave: str
    titulo: str
    respuestas: list[Respuesta]

    @property
    def pausado_desde(self) -> datetime | None:
        """Todo él está en pausa o nada: se dice una vez y no en cada pregunta."""
        return self.respuestas[0].pausada_desde


def textos(perfil: PerfilPublicado) -> list[Apartado]:
    """Lo que la persona escribió, en el mismo orden para todas: primero lo que propone."""
    return [
        Apartado("propuestas", "Propuestas", propuestas(perfil)),
        Apartado("trayectoria", "Motivo y trayectoria", trayectoria(perfil)),
    ]


def datos(perfil: PerfilPublicado) -> list[Apartado]:
    return [
        Apartado("estudios", "Estudios", estudios(perfil)),
        Apartado("contacto", "Contacto", contacto(perfil)),
    ]


def contacto(perfil: PerfilPublicado) -> list[Respuesta]:
    return _o_en_pausa(
        perfil,
        SeccionDePerfil.CONTACTO,
        [
            Respuesta("Casa de campaña", lista=_sin_vacios(perfil.casas_campana)),
            Respuesta("Teléfono", enlaces=[_telefono(t) for t in _sin_vacios(perfil.telefonos)]),
            Respuesta(
                "Correo electrónico", enlaces=[_correo(c) for c in _sin_vacios(perfil.correos)]
            ),
            Respuesta("Página web", enlaces=[sitio(u) for u in _sin_vacios([perfil.pagina_web])]),
            Respuesta("Redes sociales", enlaces=[sitio(u) for u in _sin_vacios(perfil.redes)]),
        ],
    )


def estudios(perfil: PerfilPublicado) -> list[Respuesta]:
    return _o_en_pausa(
        perfil,
        SeccionDePerfil.CURRICULAR,
        [
            Respuesta("Grado máximo de estudios", perfil.get_escolaridad_display()),
            Respuesta("Estatus", perfil.get_estatus_escolaridad_display()),
            Respuesta("Otra formación académica", lista=_sin_vacios(perfil.cursos)),
        ],
    )


def trayectoria(perfil: PerfilPublicado) -> list[Respuesta]:
    return _textos(perfil, ("motivo_cargo_publico", "historia_profesional", "trayectoria_politica"))


def propuestas(perfil: PerfilPublicado) -> list[Respuesta]:
    return _textos(perfil, PerfilPublicado.PROPUESTAS)


def _textos(perfil: PerfilPublicado, campos: tuple[str, ...]) -> list[Respuesta]:
    respuestas = [
        Respuesta(PerfilPublicado.pregunta(campo), getattr(perfil, campo)) for campo in campos
    ]
    return _o_en_pausa(perfil, SeccionDePerfil.CURRICULAR, respuestas)


def _o_en_pausa(
    perfil: PerfilPublicado, seccion: SeccionDePerfil, respuestas: list[Respuesta]
) -> list[Respuesta]:
    """Las mismas preguntas; si la sección está en pausa, cada una lo dice en vez de contestar."""
    if desde := perfil.pausada_desde(seccion):
        return [Respuesta(r.pregunta, pausada_desde=desde) for r in respuestas]
    return respuestas


def _sin_vacios(valores: list[str]) -> list[str]:
    return [v.strip() for v in valores if v and v.strip()]


def _telefono(texto: str) -> Enlace:
    digitos = re.sub(r"\D", "", texto)
    return Enlace(texto, f"tel:{digitos}" if len(digitos) >= 7 else "")


def _correo(texto: str) -> Enlace:
    es_correo = re.fullmatch(r"[^\s@?&<>]+@[^\s@?&<>]+", texto)
    return Enlace(texto, f"mailto:{quote(texto, safe='@+.-_')}" if es_correo else "")


def sitio(direccion: str) -> Enlace:
    """Un sitio ajeno, con su dirección a la vista. Solo http y https se enlazan."""
    try:
        partes = urlsplit(direccion)
    except ValueError:
        return Enlace(direccion)
    if partes.scheme not in {"http", "https"} or not partes.netloc:
        return Enlace(direccion)
    visible = f"{partes.netloc.removeprefix('www.')}{partes.path.rstrip('/')}"
    return Enlace(visible, direccion, externo=True)


class Nota(NamedTuple):
    titulo: str
    texto: str


def que_se_espera(candidatura: Candidatura, *, con_perfil: bool) -> Nota:
    """Por qué no hay perfil, sin culpar a nadie: aquí no se sabe quién falta."""
    proceso = candidatura.proceso
    if proceso.solo_nombres:
        return Nota(
            "Este proceso es un archivo",
            "De este proceso se conserva la lista oficial de candidaturas, que solo tiene los "
            "nombres. No hubo cuestionario que publicar. Quien aparece aquí no es parte de ninguna "
            "demostración: su nombre es el de la fuente.",
        )
    if not con_perfil:
        return Nota(
            "El perfil ya no se muestra",
            "El proceso terminó y sus perfiles dejaron de publicarse.",
        )
    if proceso.estado != EstadoDeProceso.ABIERTO or not candidatura.esta_en_boleta:
        return Nota("Sin perfil publicado", "De esta candidatura no se publicó un perfil.")
    return Nota(
        "El perfil todavía no se publica",
        "Se publica cuando la candidatura o quien la postula entrega la información y el "
        "instituto termina de verificarla. Los datos de arriba son los del registro.",
    )


def pedida_desde(candidatura: Candidatura) -> date:
    """Desde cuándo se le pide la información a quien postula: su registro o, si no consta su
    fecha, la apertura del proceso. Ambas son públicas."""
    if candidatura.registrada_el:
        return candidatura.registrada_el
    return timezone.localdate(candidatura.proceso.publico_desde)


class Baja(NamedTuple):
    """Por qué y cuándo dejó de estar en la boleta, y quién quedó en su lugar (o None)."""

    que_paso: str
    cuando: date | None
    sucesora: Candidatura | None


def baja(candidatura: Candidatura) -> Baja | None:
    if candidatura.esta_en_boleta:
        return None
    que_paso = QUE_PASO[EstadoDeRegistro(candidatura.estado_registro)]
    return Baja(que_paso, candidatura.baja_el, getattr(candidatura, "sustituida_por", None))


def companeras_de_formula(candidatura: Candidatura) -> list[Candidatura]:
    """La otra mitad de la fórmula. Quien disputa el mismo lugar (por aclarar) no lo es."""
    formula = candidatura.formula.candidaturas.all()
    return [c for c in formula if c.tipo != candidatura.tipo and c.esta_en_boleta]


def nombre_de_la_imagen(candidatura: Candidatura) -> str:
    """Lo que oye quien no ve la imagen para compartir."""
    eleccion = candidatura.formula.eleccion
    return f"{candidatura.nombre}. {eleccion.cargo.nombre}, {eleccion.nombre_territorio}."


def datos_enlazados(ficha: "Ficha", direccion: str, imagen: str) -> dict:
    """La persona en el vocabulario de schema.org, con lo mismo que dice la página."""
    candidatura = ficha.candidatura
    datos = {
        "@context": "https://schema.org",
        "@type": "Person",
        "@id": direccion,
        "url": direccion,
        "name": candidatura.nombre,
        "description": ficha.resumen,
        "image": imagen,
        "affiliation": {"@type": "Organization", "name": ficha.tarjeta.actor_nombre},
    }
    if candidatura.sobrenombre:
        datos["alternateName"] = candidatura.sobrenombre
    return datos


def resumen(candidatura: Candidatura) -> str:
    """Una frase con los hechos del registro, para buscadores y para compartir."""
    eleccion = candidatura.formula.eleccion
    partes = [
        f"{eleccion.cargo.nombre}, {eleccion.nombre_territorio}",
        calidad_con_lista(candidatura),
        f"Postula: {candidatura.formula.actor.nombre}",
        candidatura.proceso.nombre,
    ]
    return f"{'. '.join(filter(None, partes))}."


@dataclass(frozen=True, slots=True)
class Ficha:
    """Todo lo que dice la página de una candidatura. Sin perfil visible, `espera` dice por qué."""

    candidatura: Candidatura
    tarjeta: Tarjeta
    resumen: str
    integrantes: list[Integrante]
    companeras: list[Candidatura]
    baja: Baja | None
    perfil: PerfilPublicado | None
    espera: Nota | None
    textos: list[Apartado]
    datos: list[Apartado]
    declaraciones: list[DeclaracionPublicada]
    compromisos: list[CompromisoPublicado]
    distintivos: list[Distintivo]
    foto_pausada_desde: datetime | None
    compromisos_pausados_desde: datetime | None
    pedida_desde: date
    historia: list[Momento]
    retirado_en: datetime | None
    qr: CodigoQR


def ficha(candidatura: Candidatura, *, con_perfil: bool, direccion: str) -> Ficha:
    """`con_perfil`: si los perfiles de su proceso se muestran hoy. `direccion`: la permanente."""
    perfil = perfil_de(candidatura) if con_perfil else None
    cambios = list(candidatura.cambios.all()) if con_perfil else []
    return Ficha(
        candidatura=candidatura,
        tarjeta=tarjeta(candidatura, con_perfil=con_perfil),
        resumen=resumen(candidatura),
        integrantes=list(candidatura.formula.actor.integrantes.all()),
        companeras=companeras_de_formula(candidatura),
        baja=baja(candidatura),
        perfil=perfil,
        espera=None if perfil else que_se_espera(candidatura, con_perfil=con_perfil),
        textos=textos(perfil) if perfil else [],
        datos=datos(perfil) if perfil else [],
        declaraciones=list(candidatura.declaraciones.all()) if perfil else [],
        compromisos=list(candidatura.compromisos.all()) if perfil else [],
        distintivos=list(perfil.distintivos.all()) if perfil else [],
        foto_pausada_desde=perfil.pausada_desde(SeccionDePerfil.FOTOGRAFIA) if perfil else None,
        compromisos_pausados_desde=perfil.pausada_desde(SeccionDePerfil.COMPROMISOS)
        if perfil
        else None,
        pedida_desde=pedida_desde(candidatura),
        historia=historia(cambios),
        retirado_en=retirado_en(cambios),
        qr=codigo_qr(direccion),
    )
