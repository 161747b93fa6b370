namespace AgentNotebook.Tool.Reports;

/// <summary>How one member of a grid on a cluster is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">What it came to, or how far it is.</param>
/// <param name="State">The cluster's own word; empty when the cluster does not know it.</param>
/// <param name="Starts">How often it was started.</param>
/// <param name="Host">The machine of the latest start.</param>
/// <param name="Error">Why it did not succeed, or why it waits.</param>
internal sealed record GridStatusLine(string Name, string Status, string State, int Starts, string Host, string Error);
