"""Los informes aprobados que cualquiera puede leer. Son copias: lo que se trabaja es privado."""

import uuid

import pgtrigger
from django.db import models

from candidaturas.models.proceso import ProcesoElectoral


def ruta_de_informe(informe, nombre: str) -> str:
    extension = nombre.rpartition(".")[2]
    return f"transparencia/{uuid.uuid4().hex}.{extension}"


class InformePublico(models.Model):
    """Una versión aprobada de un informe mensual, con sus archivos y huellas."""

    proceso = models.ForeignKey(ProcesoElectoral, models.PROTECT, related_name="informes_publicos")
    titulo = models.CharField("título", max_length=300)
    mes = models.DateField()
    version = models.PositiveSmallIntegerField("versión", default=1)
    que_corrige = models.TextField("qué corrige", blank=True)
    aprobado_el = models.DateField("fecha de aprobación")
    pdf = models.FileField(upload_to=ruta_de_informe, max_length=120)
    pdf_huella = models.CharField("SHA-256 del PDF", max_length=64)
    docx = models.FileField(upload_to=ruta_de_informe, max_length=120)
    docx_huella = models.CharField("SHA-256 del Word", max_length=64)
    publicado_en = models.DateTimeField()

    class Meta:
        verbose_name = "informe público"
        verbose_name_plural = "informes públicos"
        ordering = ["proceso", "-mes", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["proceso", "mes", "version"], name="informe_publico_unico"
            )
        ]

    def __str__(self):
        return self.titulo


class EstadisticaPublica(models.Model):
    """Las tablas de un corte que se cuentan de lo que es reservado: ya redondeadas y congeladas."""

    proceso = models.ForeignKey(ProcesoElectoral, models.PROTECT, related_name="estadisticas")
    corte_en = models.DateTimeField("corte")
    clase = models.CharField(max_length=20)
    umbral = models.PositiveSmallIntegerField()
    tablas = models.JSONField(
        help_text="Lista de {clave, titulo, columnas, filas, nota}; la última fila es el total."
    )
    huella = models.CharField("SHA-256 de las tablas", max_length=64)
    publicada_en = models.DateTimeField()

    class Meta:
        verbose_name = "estadística pública"
        verbose_name_plural = "estadísticas públicas"
        ordering = ["proceso", "-corte_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["proceso", "corte_en"], name="estadistica_publica_unica"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="solo_se_anade", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.proceso}, {self.corte_en:%Y-%m-%d %H:%M}"
