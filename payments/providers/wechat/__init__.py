"""WeChat Pay v3: for a platform of many shops in service-provider mode (服务商), where each shop is a `sub_mchid` and
its money stays frozen at WeChat until it is split; or directly, for a platform that is the only merchant.
"""
