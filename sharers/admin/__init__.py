from sharers.admin import channel, invitation, promoter, sharer, showcase, withdrawal

__all__ = ["channel", "invitation", "promoter", "sharer", "showcase", "withdrawal"]
