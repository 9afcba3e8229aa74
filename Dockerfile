# The image of web, worker, beat and migrate; docker-compose.yml says which is which.
FROM node:24-slim AS front
WORKDIR /front
COPY package.json package-lock.json .npmrc ./
RUN npm ci

FROM python:3.11-slim
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
RUN useradd --system --uid 10001 --home-dir /var/lib/cakupan --create-home cakupan \
    && install --directory --owner 10001 --mode 700 /var/lib/cakupan/documents /var/lib/cakupan/uploads
COPY requirements.txt ./
RUN pip install --require-hashes --no-deps -r requirements.txt
COPY . .
COPY --from=front /front/node_modules ./node_modules
# The names below are of this one step: collectstatic reads the settings, and opens no database.
RUN key=$(python -c "print('A' * 43 + '=')") \
    && SECRET_KEY=build NIK_KEY="$key" NIK_INDEX_KEY="$key" STATIC_ROOT=/app/collected \
       DATABASE_URL=postgres://build@localhost/build CELERY_BROKER_URL=redis://localhost/0 \
       python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf node_modules
ENV STATIC_ROOT=/app/collected CAKUPAN_VAR=/var/lib/cakupan
USER 10001
EXPOSE 8000
CMD ["gunicorn", "cakupan.wsgi", "--preload", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "--max-requests", "2000", "--max-requests-jitter", "200"]
