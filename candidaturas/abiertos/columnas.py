"""Qué columnas llevan los archivos y de dónde sale cada una. De aquí sale también el diccionario.

Ninguna habla de identidad ni de datos privados: en esta app no hay dónde leerlos.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils import timezone

from candidaturas.models import (
    SECCION_DE_CAMPO,
    Candidatura,
    Escolaridad,
    EstadoDeRegistro,
    EstatusDeEstudios,
    PerfilPublicado,
    SeccionDePerfil,
    Sexo,
    TipoDeActor,
    TipoDeCandidatura,
)

NO_APLICA = "No aplica"
NO_PROPORCIONO = "No proporcionó"
EN_PAUSA = "En pausa"
SEPARADOR = " | "


class Renglon(NamedTuple):
    """Una candidatura y lo que de ella se publicaba en el momento del corte."""

    candidatura: Candidatura
    perfil: PerfilPublicado | None


class Columna(NamedTuple):
    """`valor` da texto, número, sí/no, lista o None; cada formato lo escribe a su manera."""

    nombre: str
    descripcion: str
    valor: Callable[[Renglon], Any]
    opciones: str = ""


# --- La base limpia ----------------------------------------------------------------------------
def _opciones(clases) -> str:
    return "; ".join(f"{clave}: {texto}" for clave, texto in clases.choices)


def _momento(valor) -> str | None:
    return timezone.localtime(valor).isoformat(timespec="seconds") if valor else None


def _numero_de(territorio) -> int | None:
    return territorio.numero if territorio else None


def _compromisos(r: Renglon) -> list[str]:
    if r.perfil is None:
        return []
    firmas = sorted(r.candidatura.compromisos.all(), key=lambda c: (c.familia, c.version))
    return [f"{c.familia} ({c.version}), {_momento(c.firmado_en)}" for c in firmas]


def _del_perfil(campo: str) -> Callable[[Renglon], Any]:
    return lambda r: getattr(r.perfil, campo) if r.perfil else None


_DEL_REGISTRO = (
    Columna("id", "Identificador de la candidatura en el portal.", lambda r: r.candidatura.pk),
    Columna("cargo", "Clave del cargo.", lambda r: r.candidatura.formula.eleccion.cargo.clave),
    Columna("cargo_nombre", "Cargo.", lambda r: r.candidatura.formula.eleccion.cargo.nombre),
    Columna(
        "territorio", "Por dónde compite.",
        lambda r: r.candidatura.formula.eleccion.nombre_territorio,
    ),
    Columna(
        "distrito", "Número de distrito local; vacío si el cargo no es de distrito.",
        lambda r: _numero_de(r.candidatura.formula.eleccion.distrito),
    ),
    Columna(
        "municipio", "Clave de municipio; vacía si el cargo no es de municipio.",
        lambda r: _numero_de(r.candidatura.formula.eleccion.municipio),
    ),
    Columna(
        "actor_tipo", "Qué clase de actor postula.", lambda r: r.candidatura.formula.actor.tipo,
        _opciones(TipoDeActor),
    ),
    Columna("actor", "Quién postula.", lambda r: r.candidatura.formula.actor.nombre),
    Columna("actor_siglas", "Sus siglas.", lambda r: r.candidatura.formula.actor.siglas),
    Columna(
        "partidos", "Siglas de los partidos que lo integran.",
        lambda r: [i.partido.sigla for i in r.candidatura.formula.actor.integrantes.all()],
    ),
    Columna(
        "formula", "Propietaria y suplente de una misma fórmula comparten este número.",
        lambda r: r.candidatura.formula_id,
    ),
    Columna(
        "numero_de_lista", "Número de lista o de fórmula en el registro.",
        lambda r: r.candidatura.formula.numero,
    ),
    Columna(
        "tipo", "Propietaria o suplente.", lambda r: r.candidatura.tipo,
        _opciones(TipoDeCandidatura),
    ),
    Columna("nombre", "Nombre completo.", lambda r: r.candidatura.nombre),
    Columna("sobrenombre", "Sobrenombre registrado.", lambda r: r.candidatura.sobrenombre),
    Columna("sexo", "Del registro.", lambda r: r.candidatura.sexo, _opciones(Sexo)),
    Columna("edad", "Años cumplidos el día de la jornada.", lambda r: r.candidatura.edad),
    Columna("reeleccion", "Elección consecutiva.", lambda r: r.candidatura.reeleccion, "sí; no"),
    Columna(
        "estado_registro", "Situación del registro.", lambda r: r.candidatura.estado_registro,
        _opciones(EstadoDeRegistro),
    ),
    Columna(
        "baja_el", "Cuándo dejó de estar en la boleta (AAAA-MM-DD).",
        lambda r: r.candidatura.baja_el.isoformat() if r.candidatura.baja_el else None,
    ),
    Columna("pagina", "Dirección en el portal.", lambda r: r.candidatura.get_absolute_url()),
    Columna(
        "perfil_publicado", "Si su perfil estaba publicado en el corte. Si no, lo que sigue va "
        "vacío: todavía no se publicaba.", lambda r: r.perfil is not None, "sí; no",
    ),
    Columna(
        "publicado_en", "Primera publicación del perfil.",
        lambda r: _momento(r.perfil.publicado_en) if r.perfil else None,
    ),
    Columna(
        "actualizado_en", "Último cambio del perfil.",
        lambda r: _momento(r.perfil.actualizado_en) if r.perfil else None,
    ),
)  # fmt: skip

_OPCIONES_DEL_PERFIL = {
    "escolaridad": _opciones(Escolaridad),
    "estatus_escolaridad": _opciones(EstatusDeEstudios),
}
LIMPIAS: tuple[Columna, ...] = (
    *_DEL_REGISTRO,
    *(
        Columna(
            campo,
            f"Cuestionario: {PerfilPublicado._meta.get_field(campo).verbose_name}.",
            _del_perfil(campo),
            _OPCIONES_DEL_PERFIL.get(campo, ""),
        )
        for campo in PerfilPublicado.CAMPOS
    ),
    Columna(
        "secciones_en_pausa",
        "Secciones que no se muestran mientras se aclaran; sus columnas van vacías.",
        lambda r: sorted(r.perfil.secciones_pausadas) if r.perfil else [],
        _opciones(SeccionDePerfil),
    ),
    Columna("compromisos", "Compromisos firmados: texto (versión), fecha.", _compromisos),
)


def celda(valor: Any) -> Any:
    """El valor como cabe en una celda. El JSON lleva las listas enteras."""
    if valor is None:
        return ""
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    if isinstance(valor, list):
        return SEPARADOR.join(valor)
    return valor


# --- El formato del INE ------------------------------------------------------------------------
# En su exportación de 2022, lo no capturado va en blanco salvo estas dos columnas.
_SIN_CAPTURA = {"telefonos": NO_PROPORCIONO, "redes": NO_PROPORCIONO}


def _contestado(campo: str, texto: Callable[[Any], str] = str) -> Callable[[Renglon], str]:
    def valor(r: Renglon) -> str:
        if r.perfil is None:
            return _SIN_CAPTURA.get(campo, "")
        if SECCION_DE_CAMPO[campo] in r.perfil.secciones_pausadas:
            return EN_PAUSA
        dado = getattr(r.perfil, campo)
        return texto(dado) if dado else NO_PROPORCIONO

    return valor


def _mayusculas(texto: str) -> str:
    return texto.upper() or NO_APLICA


def _tipo_del_ine(r: Renglon) -> str:
    if r.candidatura.tipo == TipoDeCandidatura.SUPLENTE:
        return "SUPLENTE"
    return "PROPIETARIO" if r.candidatura.sexo == Sexo.HOMBRE else "PROPIETARIA"


def _lista_o_formula(r: Renglon) -> int:
    """Como allá: el lugar en la lista o, si no lo hay, el número que comparte la fórmula."""
    return r.candidatura.formula.numero or r.candidatura.formula_id


def _circunscripcion(r: Renglon) -> str:
    # Las locales son de circunscripción única: en la exportación del INE siempre «No aplica».
    return NO_APLICA


def _distrito(r: Renglon) -> str:
    distrito = r.candidatura.formula.eleccion.distrito
    return str(distrito.numero) if distrito else NO_APLICA


def _municipio(r: Renglon) -> str:
    municipio = r.candidatura.formula.eleccion.municipio
    return municipio.nombre.upper() if municipio else NO_APLICA


def _cargo_del_ine(r: Renglon) -> str:
    return r.candidatura.formula.eleccion.cargo.nombre.upper()


def _entre_comas(valores: list[str]) -> str:
    return ", ".join(valores)


DEL_INE: tuple[Columna, ...] = (
    Columna("PARTIDO_COALICION", "", lambda r: _mayusculas(r.candidatura.formula.actor.nombre)),
    Columna("CARGO", "", _cargo_del_ine),
    Columna("ENTIDAD", "", lambda r: _mayusculas(r.candidatura.proceso.entidad.nombre)),
    Columna("DISTRITO LOCAL", "", _distrito),
    Columna("CIRCUNSCRIPCION", "", _circunscripcion),
    Columna("MUNICIPIO", "", _municipio),
    Columna("NUM_LISTA_O_FORMULA", "", _lista_o_formula),
    Columna("NOMBRE_CANDIDATO", "", lambda r: _mayusculas(r.candidatura.nombre)),
    Columna("TIPO_CANDIDATO", "", _tipo_del_ine),
    Columna("EDAD", "", lambda r: r.candidatura.edad),
    Columna("SEXO", "", lambda r: r.candidatura.get_sexo_display().upper()),
    Columna("DIRECCION_CASA_CAMPAÑA", "", _contestado("casas_campana", _entre_comas)),
    Columna("TELEFONO", "", _contestado("telefonos", _entre_comas)),
    Columna("CORREO_ELECTRONICO", "", _contestado("correos", _entre_comas)),
    Columna("PAGINA_WEB", "", _contestado("pagina_web")),
    Columna("REDES", "", _contestado("redes", _entre_comas)),
    Columna("ESCOLARIDAD", "", _contestado("escolaridad", lambda v: str(Escolaridad(v).label))),
    Columna(
        "ESTATUS_ESCOLARIDAD",
        "",
        _contestado("estatus_escolaridad", lambda v: str(EstatusDeEstudios(v).label)),
    ),
    Columna("CURSOS", "", _contestado("cursos", _entre_comas)),
    Columna("HISTORIA_PROFESIONAL", "", _contestado("historia_profesional")),
    Columna("TRAYECTORIA_POLITICA", "", _contestado("trayectoria_politica")),
    Columna("MOTIVO_CARGO_PUBLICO", "", _contestado("motivo_cargo_publico")),
    Columna("PROPUESTA_1", "", _contestado("propuesta_1")),
    Columna("PROPUESTA_2", "", _contestado("propuesta_2")),
    Columna("PROPUESTA_GENERO", "", _contestado("propuesta_genero")),
)
