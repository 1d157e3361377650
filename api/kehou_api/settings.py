"""Everything its keeper may set about the service, read from the environment once."""

import socket
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from kehou_api.jobs.planted import Planted
from kehou_api.logs.lines import Form, Level

Seconds = Annotated[float, Field(gt=0)]


class ServiceSettings(BaseSettings):
    """Settings of `kehou serve` and `kehou worker`; `KEHOU_DATA` sets `data`.

    Nothing below the doors reads the environment: this value is passed in.
    """

    model_config = SettingsConfigDict(env_prefix="KEHOU_", frozen=True)

    data: Path = Field(
        Path("kehou-data"), description="数据文件夹 / folder of the embedded database"
    )
    database_url: SecretStr | None = Field(
        None,
        description="默认 <data>/kehou.sqlite；多机用 PostgreSQL / postgresql://…",
    )
    host: str = Field("127.0.0.1", description="监听地址 / address to listen on")
    port: int = Field(8080, ge=0, le=65535, description="端口 / port")
    https: bool = Field(
        False, description="对外是 HTTPS（Cookie 加 Secure）/ served by HTTPS"
    )
    executor: str = Field(
        default_factory=lambda: f"{socket.gethostname()}-0".lower(),
        pattern=r"^[a-z0-9][a-z0-9._-]{1,99}$",
        description="本工作进程的名字，重启后不变 / stable name of this worker",
    )
    slots: int = Field(
        1, ge=1, le=64, description="同时求解的任务数 / jobs a worker does at once"
    )
    owner_slots: int = Field(
        2, ge=1, le=64, description="每个单位同时求解数 / jobs of one owner at once"
    )
    solver_workers: int = Field(
        8, ge=1, le=256, description="每次求解的并行数 / CP-SAT workers of a solve"
    )
    most_seconds: Seconds = Field(
        3600.0, description="求解时限上限，秒 / longest solve that may be asked for"
    )
    grace: Seconds = Field(
        5.0, description="停止后等待秒数 / seconds to end in before a kill"
    )
    memory_gib: float | None = Field(
        None, gt=0, description="每次求解的内存上限 / memory of one solve; none = open"
    )
    nice: int = Field(
        10, ge=0, le=19, description="求解进程让出 CPU 的程度 / niceness of searches"
    )
    attempts: int = Field(
        3, ge=1, le=10, description="任务最多尝试次数 / tries of a job that crashes"
    )
    beat: Seconds = Field(5.0, description="心跳间隔秒数 / seconds between heartbeats")
    silence: Seconds = Field(
        30.0, description="多久无心跳算离线 / silence after which a worker is dead"
    )
    most_body_mib: int = Field(
        64, ge=1, le=1024, description="请求体上限 MiB / largest body, after unzipping"
    )
    reads_per_minute: int = Field(
        6000, ge=1, description="每个密钥每分钟读取数 / reads a key may make a minute"
    )
    writes_per_minute: int = Field(
        600, ge=1, description="每个密钥每分钟写入数 / writes a key may make a minute"
    )
    webhook_anywhere: bool = Field(
        False,
        description="回调可用 http 和内网 / webhooks by http, to private networks",
    )
    webhook_pause: Seconds = Field(
        10.0, description="回调首次重试前的秒数 / first pause of webhooks, then longer"
    )
    log: Form = Field(
        "auto",
        description="日志格式 json、console；默认看是否终端 / form of log lines",
    )
    log_level: Level = Field(
        "info", description="日志级别 debug…error / least level that is logged"
    )
    planted: Planted | None = Field(
        None,
        description="让求解进程故意出错，只用于试验 / solves made to crash: trials",
    )

    def url(self) -> str:
        """Return the database URL; the embedded file if none is set."""
        if self.database_url is not None:
            return _with_driver(self.database_url.get_secret_value())
        return f"sqlite:///{(self.data / 'kehou.sqlite').resolve()}"


def _with_driver(url: str) -> str:
    """Name the driver we ship; people write what their server tells them."""
    for short in ("postgresql://", "postgres://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url
