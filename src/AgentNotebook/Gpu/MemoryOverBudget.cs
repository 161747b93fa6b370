namespace AgentNotebook.Gpu;

/// <summary>Use by us was found above a budget.</summary>
/// <param name="Use">What is in use on the device that is above it.</param>
/// <param name="BudgetBytes">The budget.</param>
public sealed record MemoryOverBudget(MemoryUse Use, long BudgetBytes);
