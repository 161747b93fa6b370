using AgentNotebook.Text;

namespace AgentNotebook.Gpu.Leases;

/// <summary>A lease took more memory than it was allowed. Trying the same again will take as much again.</summary>
public sealed class MemoryBudgetException : Exception
{
    /// <summary>States how much of what.</summary>
    /// <param name="lease">The lease's name.</param>
    /// <param name="budgetBytes">What it was allowed, in bytes.</param>
    /// <param name="usedBytes">What it took, in bytes.</param>
    /// <param name="innerException">What it showed in; <see langword="null"/> for nothing.</param>
    public MemoryBudgetException(string lease, long budgetBytes, long usedBytes, Exception? innerException = null)
        : base($"'{lease}' may use {ByteText.Of(budgetBytes)} of memory, and {ByteText.Of(usedBytes)} were used. Work with less at a time, or raise the limit.", innerException) =>
        (Lease, BudgetBytes, UsedBytes) = (lease, budgetBytes, usedBytes);

    /// <summary>The lease's name.</summary>
    public string Lease { get; }

    /// <summary>What it was allowed, in bytes.</summary>
    public long BudgetBytes { get; }

    /// <summary>What it took, in bytes.</summary>
    public long UsedBytes { get; }
}
