"""De qué está hecho el informe mensual: acuerdos, actividades, reuniones y el informe mismo.

Los errores de una fuente caben aquí (un número de acuerdo repetido, un rango sin cerrar, un
párrafo que dice otro periodo): son hallazgos para personas, no errores de la base. Por eso casi
nada es único.
"""

from informes.models.actividades import (
    FUERA_DEL_INFORME,
    Actividad,
    ActividadQuerySet,
    EstadoDeActividad,
    FechaConLugar,
    TipoDeActividad,
)
from informes.models.correspondencia import CanalDeOficio, Oficio, Sentido
from informes.models.cuantitativo import CorteCuantitativo
from informes.models.difusion import ActividadDeDifusion
from informes.models.identidad import CandidaturaContada, EstadisticaProtegida
from informes.models.informe import ArchivoDeInforme, DispensaDeHallazgo, InformeMensual
from informes.models.plantilla import PlantillaDeWord, UsoDePlantilla
from informes.models.redaccion import PlantillaDeRedaccion
from informes.models.reuniones import Acuerdo, PuntoDelOrden, Reunion

__all__ = [
    "FUERA_DEL_INFORME",
    "Actividad",
    "ActividadDeDifusion",
    "ActividadQuerySet",
    "Acuerdo",
    "ArchivoDeInforme",
    "CanalDeOficio",
    "CandidaturaContada",
    "CorteCuantitativo",
    "DispensaDeHallazgo",
    "EstadisticaProtegida",
    "EstadoDeActividad",
    "FechaConLugar",
    "InformeMensual",
    "Oficio",
    "PlantillaDeRedaccion",
    "PlantillaDeWord",
    "PuntoDelOrden",
    "Reunion",
    "Sentido",
    "TipoDeActividad",
    "UsoDePlantilla",
]
