from captura.models.acto import (
    Acto,
    AnclaDeBitacora,
    CabezaDeBitacora,
    ClaseDeActo,
    ContenidoDeActo,
    Eslabon,
)
from captura.models.avisos import AceptacionDeAviso
from captura.models.compromisos import (
    Canal,
    CausaDeAnulacion,
    Compromiso,
    FamiliaDeCompromisos,
    Firma,
    Habilitacion,
    SolicitudDeHabilitacion,
    VersionDeCompromisos,
)
from captura.models.consentimientos import (
    Consentimiento,
    EstadoDeConsentimiento,
    EstadoDeHoja,
    FormatoDeConsentimiento,
    HojaDeConsentimiento,
    HojaEscaneada,
    LoteDeEscaneos,
    MedioDeConsentimiento,
)
from captura.models.constancias import ConstanciaSellada
from captura.models.correos import Correo, EstadoDeCorreo, PlantillaDeCorreo
from captura.models.cuentas import Adscripcion, Rol, Usuario
from captura.models.cuestionario import (
    Acuse,
    Cuestionario,
    Estado,
    EstadoDeObservacion,
    Fotografia,
    Observacion,
    Resolucion,
    Supuesto,
    TomaDeRevision,
)
from captura.models.declaraciones import Declaracion
from captura.models.derechos import Derecho, EnlaceDeEntrega, Sentido, SolicitudDeDerechos
from captura.models.escritos import EscritoFueraDeTiempo
from captura.models.historia_del_registro import (
    ActorConHistoria,
    CandidaturaConHistoria,
    CargoConHistoria,
    EleccionConHistoria,
    FormulaConHistoria,
)
from captura.models.identidad import (
    AccesoAIdentidad,
    CuestionarioDeIdentidad,
    Proposito,
    RespuestasDeIdentidad,
)
from captura.models.invitaciones import Invitacion, RestablecimientoDeSegundoFactor
from captura.models.movimientos import (
    AvisoAlINE,
    Causa,
    ClaseDeMovimiento,
    EstadoDeAviso,
    MovimientoDeRegistro,
)
from captura.models.parecidos import TextoComparado
from captura.models.plazos import DiaInhabil, EstadoDeProrroga, Prorroga
from captura.models.recordatorios import Recordatorio
from captura.models.registro import DatoDeRegistro
from captura.models.reportes import (
    ClaseDeError,
    EstadoDeReporte,
    MovimientoDeReporte,
    ReporteDeError,
)
from captura.models.revision import Correccion, EnlaceComprobado, EstadoDeCorreccion
from captura.models.supresion import ActaDeSupresion, SupresionPedida
from captura.models.textos import TextoEditable
from captura.models.trabajos import Descarga, EstadoDeTrabajo, Trabajo

__all__ = [
    "AccesoAIdentidad",
    "AceptacionDeAviso",
    "ActaDeSupresion",
    "Acto",
    "ActorConHistoria",
    "Acuse",
    "Adscripcion",
    "AnclaDeBitacora",
    "AvisoAlINE",
    "CabezaDeBitacora",
    "Canal",
    "CandidaturaConHistoria",
    "CargoConHistoria",
    "Causa",
    "CausaDeAnulacion",
    "ClaseDeActo",
    "ClaseDeError",
    "ClaseDeMovimiento",
    "Compromiso",
    "Consentimiento",
    "ConstanciaSellada",
    "ContenidoDeActo",
    "Correccion",
    "Correo",
    "Cuestionario",
    "CuestionarioDeIdentidad",
    "DatoDeRegistro",
    "Declaracion",
    "Derecho",
    "Descarga",
    "DiaInhabil",
    "EleccionConHistoria",
    "EnlaceComprobado",
    "EnlaceDeEntrega",
    "EscritoFueraDeTiempo",
    "Eslabon",
    "Estado",
    "EstadoDeAviso",
    "EstadoDeConsentimiento",
    "EstadoDeCorreccion",
    "EstadoDeCorreo",
    "EstadoDeHoja",
    "EstadoDeObservacion",
    "EstadoDeProrroga",
    "EstadoDeReporte",
    "EstadoDeTrabajo",
    "FamiliaDeCompromisos",
    "Firma",
    "FormatoDeConsentimiento",
    "FormulaConHistoria",
    "Fotografia",
    "Habilitacion",
    "HojaDeConsentimiento",
    "HojaEscaneada",
    "Invitacion",
    "LoteDeEscaneos",
    "MedioDeConsentimiento",
    "MovimientoDeRegistro",
    "MovimientoDeReporte",
    "Observacion",
    "PlantillaDeCorreo",
    "Proposito",
    "Prorroga",
    "Recordatorio",
    "ReporteDeError",
    "Resolucion",
    "RespuestasDeIdentidad",
    "RestablecimientoDeSegundoFactor",
    "Rol",
    "Sentido",
    "SolicitudDeDerechos",
    "SolicitudDeHabilitacion",
    "SupresionPedida",
    "Supuesto",
    "TextoComparado",
    "TextoEditable",
    "TomaDeRevision",
    "Trabajo",
    "Usuario",
    "VersionDeCompromisos",
]
