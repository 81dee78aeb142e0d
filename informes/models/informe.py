"""El informe de un mes y lo que el revisor dejó pasar en él."""

import pghistory
import pgtrigger
from django.core.files.storage import storages
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format

from candidaturas.models import ProcesoElectoral
from captura.models import Usuario


@pghistory.track()
class InformeMensual(models.Model):
    """El informe de un mes. Un texto vacío toma el de `informes.textos`; uno escrito manda."""

    class Estado(models.TextChoices):
        BORRADOR = "borrador", "Borrador"
        EN_SESION = "en_sesion", "En sesión"
        APROBADO = "aprobado", "Aprobado"
        ENVIADO = "enviado", "Enviado al INE"
        ACUSADO = "acusado", "Con acuse del INE"

    class Voto(models.TextChoices):
        UNANIMIDAD = "unanimidad", "Por unanimidad"
        MAYORIA = "mayoria", "Por mayoría"

    # En estos el contenido y los archivos están congelados.
    APROBADOS = (Estado.APROBADO, Estado.ENVIADO, Estado.ACUSADO)

    proceso = models.ForeignKey(ProcesoElectoral, models.PROTECT, related_name="informes")
    mes = models.DateField(help_text="El día primero del mes que da nombre al informe.")
    version = models.PositiveSmallIntegerField("versión", default=1)
    motivo_de_correccion = models.TextField(
        "qué corrige", blank=True, help_text="De la versión 2 en adelante."
    )
    desde = models.DateField("inicio del periodo")
    hasta = models.DateField(
        "fin del periodo",
        null=True,
        blank=True,
        help_text="Vacío mientras el mes corre.",
    )
    estado = models.CharField(max_length=10, choices=Estado, default=Estado.BORRADOR)
    titulos = models.JSONField(
        "encabezados propios",
        default=dict,
        blank=True,
        help_text="Encabezado de una sección cuando no es el de costumbre: {sección: texto}.",
    )
    objetivo = models.TextField(blank=True)
    fundamento = models.TextField("fundamento legal", blank=True)
    introduccion = models.TextField("párrafo inicial de actividades", blank=True)
    nota_aprobacion = models.TextField("nota de aprobación", blank=True)
    aprobado_el = models.DateField("fecha de aprobación", null=True, blank=True)
    sesion = models.CharField("sesión en que se aprobó", max_length=160, blank=True)
    voto = models.CharField(max_length=12, choices=Voto, blank=True)
    firma_nombre = models.CharField("nombre de quien firma", max_length=160, blank=True)
    firma_cargo = models.CharField("cargo de quien firma", max_length=200, blank=True)

    class Meta:
        verbose_name = "informe mensual"
        verbose_name_plural = "informes mensuales"
        ordering = ["proceso", "-mes", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["proceso", "mes", "version"],
                name="informe_unico_por_mes_y_version",
                violation_error_message="Ese mes ya tiene informe.",
            ),
            models.CheckConstraint(
                condition=Q(version=1, motivo_de_correccion="")
                | Q(version__gt=1) & ~Q(motivo_de_correccion=""),
                name="informe_corregido_dice_que_corrige",
                violation_error_message="Una versión nueva dice qué corrige.",
            ),
            models.CheckConstraint(
                condition=Q(mes__day=1),
                name="informe_mes_en_dia_primero",
                violation_error_message="El mes se anota con su día primero.",
            ),
            models.CheckConstraint(
                condition=Q(hasta=None) | Q(hasta__gte=F("desde")),
                name="informe_periodo_en_orden",
                violation_error_message="El periodo termina antes de empezar.",
            ),
            models.CheckConstraint(
                condition=Q(estado__in=["borrador", "en_sesion"])
                | Q(hasta__isnull=False, aprobado_el__isnull=False),
                name="informe_aprobado_con_fecha_y_periodo",
                violation_error_message="Aprobarlo exige fecha de aprobación y fin del periodo.",
            ),
        ]

    def __str__(self):
        return f"Informe {self.clave_de_mes} · {self.proceso}"

    @property
    def clave_de_mes(self) -> str:
        return f"{self.mes:%Y-%m}"

    @property
    def nombre_de_mes(self) -> str:
        return date_format(self.mes, "F \\d\\e Y").lower()

    @property
    def es_aprobado(self) -> bool:
        return self.estado in self.APROBADOS


def almacen_privado():
    return storages["privado"]


def ruta_de_archivo(archivo, nombre: str) -> str:
    return f"informes/{archivo.informe_id}/{archivo.clase}-{archivo.huella[:16]}"


class ArchivoDeInforme(models.Model):
    """Un archivo congelado al aprobar, o el escaneo firmado. Se sirven estos bytes, nunca otros."""

    class Clase(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"
        FIRMADO = "firmado", "Escaneo firmado"
        CONTENIDO = "contenido", "Contenido"

    informe = models.ForeignKey(InformeMensual, models.PROTECT, related_name="archivos")
    clase = models.CharField(max_length=10, choices=Clase)
    archivo = models.FileField(upload_to=ruta_de_archivo, storage=almacen_privado, max_length=160)
    huella = models.CharField("SHA-256", max_length=64)
    guardado_por = models.ForeignKey(
        Usuario, models.PROTECT, null=True, blank=True, related_name="+"
    )
    guardado_en = models.DateTimeField()

    class Meta:
        verbose_name = "archivo de un informe"
        verbose_name_plural = "archivos de informes"
        ordering = ["informe", "clase", "guardado_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["informe", "clase"],
                condition=~Q(clase="firmado"),
                name="archivo_congelado_una_vez",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="solo_se_anade", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.get_clase_display()} de {self.informe}"


@pghistory.track()
class DispensaDeHallazgo(models.Model):
    """Un hallazgo del revisor que el personal decidió dejar como está, y por qué."""

    informe = models.ForeignKey(InformeMensual, models.CASCADE, related_name="dispensas")
    hallazgo = models.CharField("clave del hallazgo", max_length=24)
    regla = models.CharField(max_length=10)
    fragmento = models.TextField()
    motivo = models.TextField()
    dispensado_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    dispensado_en = models.DateTimeField()

    class Meta:
        verbose_name = "dispensa de un hallazgo"
        verbose_name_plural = "dispensas de hallazgos"
        ordering = ["informe", "dispensado_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["informe", "hallazgo"], name="dispensa_una_por_hallazgo"
            ),
            models.CheckConstraint(condition=~Q(motivo=""), name="dispensa_con_motivo"),
        ]

    def __str__(self):
        return f"{self.regla}: {self.fragmento[:60]}"
