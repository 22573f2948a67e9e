"""What a release needs: packages built and tried out in clean environments, locks, a bill of materials, an audit."""
