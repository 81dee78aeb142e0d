from captura.models.acto import Acto, ClaseDeActo
from captura.models.compromisos import (
    Canal,
    Compromiso,
    FamiliaDeCompromisos,
    Firma,
    Habilitacion,
    SolicitudDeHabilitacion,
    VersionDeCompromisos,
)
from captura.models.cuentas import Adscripcion, Rol, Usuario
from captura.models.cuestionario import (
    Acuse,
    Cuestionario,
    Estado,
    Fotografia,
    Observacion,
    Supuesto,
)
from captura.models.registro import DatoDeRegistro

__all__ = [
    "Acto",
    "Acuse",
    "Adscripcion",
    "Canal",
    "ClaseDeActo",
    "Compromiso",
    "Cuestionario",
    "DatoDeRegistro",
    "Estado",
    "FamiliaDeCompromisos",
    "Firma",
    "Fotografia",
    "Habilitacion",
    "Observacion",
    "Rol",
    "SolicitudDeHabilitacion",
    "Supuesto",
    "Usuario",
    "VersionDeCompromisos",
]
