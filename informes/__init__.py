"""INFORMES: acuerdos, actividades, reuniones e informes que se escriben con lo que ya pasó."""
