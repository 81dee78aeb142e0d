"""Los cortes de datos abiertos: qué archivos se ofrecieron, cuándo y con qué huella."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from candidaturas.models.proceso import ProcesoElectoral


class EstadoDeCorte(models.TextChoices):
    VIGENTE = "vigente", "Disponible"
    RETIRADO = "retirado", "Retirado"


class CorteDeDatos(models.Model):
    """La base de un proceso en un momento. Retirarlo borra sus archivos; las huellas se quedan."""

    proceso = models.ForeignKey(ProcesoElectoral, models.CASCADE, related_name="cortes")
    corte_en = models.DateTimeField()
    # Mientras nada cambia no se repite el corte: solo se anota hasta cuándo sigue siendo igual.
    comprobado_en = models.DateTimeField("igual hasta")
    filas = models.PositiveIntegerField()
    con_perfiles = models.BooleanField("incluye lo publicado en los perfiles")
    estado = models.CharField(max_length=10, choices=EstadoDeCorte, default=EstadoDeCorte.VIGENTE)
    retirado_en = models.DateTimeField(null=True, blank=True)
    motivo = models.CharField("por qué se retiró", max_length=300, blank=True)

    class Meta:
        verbose_name = "corte de datos"
        verbose_name_plural = "cortes de datos"
        ordering = ["proceso", "-corte_en"]
        constraints = [
            models.UniqueConstraint(fields=["proceso", "corte_en"], name="corte_unico"),
            models.CheckConstraint(
                condition=Q(estado="vigente", retirado_en=None, motivo="")
                | Q(estado="retirado", retirado_en__isnull=False) & ~Q(motivo=""),
                name="corte_retirado_con_fecha_y_motivo",
            ),
        ]

    def __str__(self):
        return f"{self.proceso}, corte {timezone.localtime(self.corte_en):%Y-%m-%d %H:%M}"

    @property
    def esta_retirado(self) -> bool:
        return self.estado == EstadoDeCorte.RETIRADO


class ArchivoDeDatos(models.Model):
    """Un archivo de un corte. Su fila y su huella quedan aunque el archivo ya no esté."""

    corte = models.ForeignKey(CorteDeDatos, models.CASCADE, related_name="archivos")
    clase = models.CharField(max_length=30, help_text="Cuál de los archivos del corte es.")
    nombre = models.CharField("nombre del archivo", max_length=120, unique=True)
    bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField("SHA-256", max_length=64)
    orden = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "archivo de datos"
        verbose_name_plural = "archivos de datos"
        ordering = ["corte", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["corte", "clase"], name="archivo_uno_por_clase")
        ]

    def __str__(self):
        return self.nombre
