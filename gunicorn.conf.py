"""The web server: threads, because requests are short and the database connection is kept by each."""

import os
from pathlib import Path

chdir = str(Path(__file__).resolve().parent)
pythonpath = f"{chdir}/site"
wsgi_app = "config.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 30
preload_app = True  # settings errors stop the start, in one readable message
control_socket_disable = True
