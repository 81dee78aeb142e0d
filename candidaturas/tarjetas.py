"""La tarjeta de una candidatura en un listado: los mismos datos, dichos igual, para todas."""

from dataclasses import dataclass

from candidaturas.fotos import Foto, foto_de
from candidaturas.fragmentos import Fragmento
from candidaturas.models import (
    Candidatura,
    EstadoDeProceso,
    PerfilPublicado,
    Sexo,
    TipoDeCandidatura,
)

CALIDAD: dict[tuple[str, str], str] = {
    (TipoDeCandidatura.PROPIETARIA, Sexo.MUJER): "Propietaria",
    (TipoDeCandidatura.PROPIETARIA, Sexo.HOMBRE): "Propietario",
}


def calidad(candidatura: Candidatura) -> str:
    """«Propietaria», «Propietario», «Suplente»…; vacía si el cargo se postula sin suplente."""
    if not candidatura.formula.eleccion.cargo.con_suplente:
        return ""
    return calidad_de(candidatura.tipo, candidatura.sexo)


def calidad_de(tipo: str, sexo: str) -> str:
    return CALIDAD.get((tipo, sexo)) or TipoDeCandidatura(tipo).label


def calidad_con_lista(candidatura: Candidatura) -> str:
    partes = [calidad(candidatura)]
    numero = candidatura.formula.numero
    if numero and candidatura.formula.eleccion.cargo.principio == "rp":
        partes.insert(0, f"Lista, lugar {numero}")
    return ", ".join(filter(None, partes))


@dataclass(frozen=True, slots=True)
class Tarjeta:
    """Lo que muestra `componentes/tarjetas.jinja`: los mismos datos para todas."""

    nombre: str
    url: str
    foto: Foto | None
    cargo: str
    territorio: str
    calidad: str
    actor_siglas: str
    actor_nombre: str
    publicado: bool
    aviso: str
    fragmento: Fragmento | None = None


def tarjeta(
    candidatura: Candidatura, *, con_perfil: bool, fragmento: Fragmento | None = None
) -> Tarjeta:
    """`con_perfil`: si los perfiles de su proceso se muestran hoy."""
    formula = candidatura.formula
    perfil = perfil_de(candidatura) if con_perfil else None
    return Tarjeta(
        nombre=candidatura.nombre,
        url=candidatura.get_absolute_url(),
        foto=foto_de(perfil),
        cargo=formula.eleccion.cargo.nombre,
        territorio=formula.eleccion.nombre_territorio,
        calidad=calidad_con_lista(candidatura),
        actor_siglas=siglas_de(formula.actor),
        actor_nombre=formula.actor.nombre,
        publicado=perfil is not None,
        aviso=_aviso_de_tarjeta(candidatura, con_perfil=con_perfil),
        fragmento=fragmento,
    )


def siglas_de(actor) -> str:
    """Las siglas o, si no tiene, las iniciales: la marca nunca queda vacía."""
    iniciales = [p[0] for p in actor.nombre.split() if p[0].isupper() or len(p) > 3]
    return actor.siglas or "".join(iniciales)[:4].upper()


def _aviso_de_tarjeta(candidatura: Candidatura, *, con_perfil: bool) -> str:
    proceso = candidatura.proceso
    if proceso.solo_nombres:
        return "Archivo: solo el nombre"
    if proceso.estado != EstadoDeProceso.ABIERTO:
        return "Sin perfil publicado" if con_perfil else "Perfil fuera de publicación"
    return "Perfil aún no publicado"


def perfil_de(candidatura: Candidatura) -> PerfilPublicado | None:
    return getattr(candidatura, "perfil", None)
