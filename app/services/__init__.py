"""What people do: each service has an actor, a declared right, one transaction and an audit record for each action."""
