"""What the emulator answers instead of doing something: an HTTP status with WeChat's own code."""


class Refusal(Exception):
    """status: HTTP; code: stable, as the documents name it; message: for people."""

    def __init__(self, status, code, message):
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message

    def as_json(self):
        return {"code": self.code, "message": self.message}


def bad_parameter(name, why="参数错误"):
    return Refusal(400, "PARAM_ERROR", f"{name}: {why}")


def invalid(message):
    return Refusal(400, "INVALID_REQUEST", message)


def no_auth(message="商户无权限"):
    return Refusal(403, "NO_AUTH", message)


def not_enough(message="余额不足"):
    return Refusal(403, "NOT_ENOUGH", message)


def missing(message):
    return Refusal(404, "RESOURCE_NOT_EXISTS", message)
