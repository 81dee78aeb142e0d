from candidaturas.models.actor import ActorPolitico, Integrante, Partido, TipoDeActor
from candidaturas.models.aviso import AvisoDePrivacidad
from candidaturas.models.cambio import CambioDePerfil, ClaseDeCambio
from candidaturas.models.candidatura import (
    Candidatura,
    EstadoDeRegistro,
    Formula,
    Sexo,
    TipoDeCandidatura,
)
from candidaturas.models.corte import ArchivoDeDatos, CorteDeDatos, EstadoDeCorte
from candidaturas.models.disponibilidad import Interrupcion, Medicion, MotivoDeInterrupcion
from candidaturas.models.explicacion import Explicacion
from candidaturas.models.geografia import (
    Demarcacion,
    Distrito,
    Entidad,
    Localidad,
    MarcoSeccional,
    Municipio,
    Seccion,
    SeccionRetirada,
)
from candidaturas.models.perfil import (
    CAMPOS_DE_SECCION,
    SECCION_DE_CAMPO,
    ClaseDeDeclaracion,
    CompromisoPublicado,
    ContenidoCurricular,
    DeclaracionPublicada,
    Distintivo,
    Escolaridad,
    EstatusDeEstudios,
    PalabrasDePerfil,
    PerfilPublicado,
    SeccionDePerfil,
)
from candidaturas.models.postal import CodigoPostal
from candidaturas.models.proceso import (
    Ambito,
    Cargo,
    CicloDeVida,
    Eleccion,
    EstadoDeProceso,
    Parametro,
    Principio,
    ProcesoElectoral,
)
from candidaturas.models.sorteo import CompromisoDeSorteo
from candidaturas.models.transparencia import EstadisticaPublica, InformePublico
from candidaturas.models.visita import LoteDeVisitas, Visita

__all__ = [
    "CAMPOS_DE_SECCION",
    "SECCION_DE_CAMPO",
    "ActorPolitico",
    "Ambito",
    "ArchivoDeDatos",
    "AvisoDePrivacidad",
    "CambioDePerfil",
    "Candidatura",
    "Cargo",
    "CicloDeVida",
    "ClaseDeCambio",
    "ClaseDeDeclaracion",
    "CodigoPostal",
    "CompromisoDeSorteo",
    "CompromisoPublicado",
    "ContenidoCurricular",
    "CorteDeDatos",
    "DeclaracionPublicada",
    "Demarcacion",
    "Distintivo",
    "Distrito",
    "Eleccion",
    "Entidad",
    "Escolaridad",
    "EstadisticaPublica",
    "EstadoDeCorte",
    "EstadoDeProceso",
    "EstadoDeRegistro",
    "EstatusDeEstudios",
    "Explicacion",
    "Formula",
    "InformePublico",
    "Integrante",
    "Interrupcion",
    "Localidad",
    "LoteDeVisitas",
    "MarcoSeccional",
    "Medicion",
    "MotivoDeInterrupcion",
    "Municipio",
    "PalabrasDePerfil",
    "Parametro",
    "Partido",
    "PerfilPublicado",
    "Principio",
    "ProcesoElectoral",
    "Seccion",
    "SeccionDePerfil",
    "SeccionRetirada",
    "Sexo",
    "TipoDeActor",
    "TipoDeCandidatura",
    "Visita",
]
