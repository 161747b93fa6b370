using AgentNotebook.Tool;

return await AgentNotebookTool.RunAsync(args);
